package io.reflux.pipeline.experiment.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The way from the top of an experiment to a value: {@code attacks[0].theta}.
 *
 * @param steps keys and, in brackets, positions in lists
 */
public record KeyPath(List<String> steps) {

  /** The whole experiment. */
  public static final KeyPath TOP = new KeyPath(List.of());

  /** Copies the steps. */
  public KeyPath {
    steps = List.copyOf(steps);
  }

  /** The path to a key below this one. */
  public KeyPath key(String name) {
    return with(name);
  }

  /** The path to what stands some keys below this one. */
  public KeyPath keys(List<String> names) {
    KeyPath path = this;
    for (String name : names) {
      path = path.key(name);
    }
    return path;
  }

  /** The path to an item of the list at this one. */
  public KeyPath item(int index) {
    return with("[" + index + "]");
  }

  /**
   * Where the value stands in a tree; if it is not there, where the nearest thing above it does.
   */
  Location locate(YamlNode root) {
    YamlNode node = root;
    Location location = root.location();
    for (String step : steps) {
      if (node instanceof YamlNode.Mapping mapping && mapping.entries().containsKey(step)) {
        YamlNode.Entry entry = mapping.entries().get(step);
        location = entry.keyLocation();
        node = entry.value();
      } else if (node instanceof YamlNode.Sequence sequence && step.startsWith("[")) {
        node = sequence.items().get(Integer.parseInt(step.substring(1, step.length() - 1)));
        location = node.location();
      } else {
        break;
      }
    }
    return location;
  }

  @Override
  public String toString() {
    return String.join(".", steps).replace(".[", "[");
  }

  private KeyPath with(String step) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(step);
    return new KeyPath(longer);
  }
}
