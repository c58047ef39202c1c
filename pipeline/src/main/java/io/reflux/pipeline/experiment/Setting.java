package io.reflux.pipeline.experiment;

import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import io.reflux.pipeline.experiment.text.YamlDocument;
import io.reflux.pipeline.experiment.text.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One value that replaces what an experiment says, as given on the command line: {@code
 * training.epochs=2} or {@code temperatures=[5, 20]}.
 *
 * @param keys the way to the value, from the top; lists are replaced as a whole
 * @param value what to put there
 */
record Setting(List<String> keys, YamlNode value) {

  Setting {
    keys = List.copyOf(keys);
  }

  /**
   * Reads {@code key.key=value}; the value is YAML.
   *
   * @throws InvalidExperimentException if it has another form
   */
  static Setting parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new InvalidExperimentException(
          "--set " + text + ": expects key=value, for example training.epochs=2");
    }
    String value = text.substring(equals + 1);
    return new Setting(
        List.of(text.substring(0, equals).strip().split("\\.", -1)),
        YamlDocument.parse("--set " + text, value.isBlank() ? "''" : value));
  }

  /** A copy of the tree with the value in its place. */
  YamlNode applyTo(YamlNode root) {
    return replace(root, 0);
  }

  private YamlNode replace(YamlNode node, int depth) {
    if (depth == keys.size()) {
      return value;
    }
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    if (node instanceof YamlNode.Mapping mapping) {
      entries.putAll(mapping.entries());
    }
    String key = keys.get(depth);
    YamlNode.Entry old =
        entries.getOrDefault(
            key, new YamlNode.Entry(node.location(), YamlNode.Mapping.empty(node.location())));
    entries.put(key, new YamlNode.Entry(old.keyLocation(), replace(old.value(), depth + 1)));
    return new YamlNode.Mapping(entries, node.location());
  }
}
