package io.reflux.pipeline.experiment;

import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import io.reflux.pipeline.experiment.text.JsonText;
import io.reflux.pipeline.experiment.text.KeyPath;
import io.reflux.pipeline.experiment.text.Problems;
import io.reflux.pipeline.experiment.text.RecordBinder;
import io.reflux.pipeline.experiment.text.YamlDocument;
import io.reflux.pipeline.experiment.text.YamlNode;
import io.reflux.runtime.config.Spelling;
import io.reflux.schemas.avro.ExperimentRequested;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of an experiment and where it came from: a preset of the program or a file of the user.
 *
 * @param name what to call it in messages
 * @param text YAML
 */
public record ExperimentSource(String name, String text) {

  private static final long LARGEST_FILE_BYTES = 1024 * 1024;
  private static final String ARCHITECTURE = "architecture";

  /**
   * Finds what an argument names: a preset by its name, else a file.
   *
   * @throws InvalidExperimentException if it is neither, or a file that cannot be read as text
   */
  public static ExperimentSource named(String argument) {
    return Preset.named(argument)
        .map(preset -> new ExperimentSource("preset " + argument, preset.text()))
        .orElseGet(() -> file(argument));
  }

  /**
   * Reads the experiment.
   *
   * @param settings values that replace what the text says, each {@code key.key=value}
   * @throws InvalidExperimentException with everything that is wrong with it
   */
  public ExperimentRequested read(List<String> settings) {
    YamlNode root = YamlDocument.parse(name, text);
    for (String setting : settings) {
      root = Setting.parse(setting).applyTo(root);
    }
    root = architectureAsText(root);
    Problems problems = new Problems(name, root);
    ExperimentRequested request =
        (ExperimentRequested)
            new RecordBinder(problems)
                .bind(ExperimentRequested.getClassSchema(), root, KeyPath.TOP);
    new ExperimentRules(problems).check(request);
    problems.throwIfAny();
    return request;
  }

  private static ExperimentSource file(String argument) {
    Path file = Path.of(argument);
    if (!Files.isRegularFile(file)) {
      throw new InvalidExperimentException(notFound(argument));
    }
    try {
      if (Files.size(file) > LARGEST_FILE_BYTES) {
        throw new InvalidExperimentException(argument + " is larger than 1 MiB; no experiment is");
      }
      return new ExperimentSource(argument, Files.readString(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      throw new InvalidExperimentException(argument + " is not UTF-8 text");
    } catch (IOException e) {
      throw new InvalidExperimentException("cannot read " + argument + ": " + e.getMessage());
    }
  }

  private static String notFound(String argument) {
    String suggestion =
        Spelling.closest(argument, Preset.labels())
            .map(label -> "did you mean '" + label + "'? ")
            .orElse("");
    return "'"
        + argument
        + "' is neither a preset nor a file; "
        + suggestion
        + "presets: "
        + String.join(", ", Preset.labels());
  }

  /** An architecture may stand in the experiment as keys; the record carries it as text. */
  private static YamlNode architectureAsText(YamlNode root) {
    if (!(root instanceof YamlNode.Mapping mapping)
        || !mapping.entries().containsKey(ARCHITECTURE)) {
      return root;
    }
    YamlNode.Entry entry = mapping.entries().get(ARCHITECTURE);
    if (entry.value() instanceof YamlNode.Scalar) {
      return root;
    }
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(mapping.entries());
    entries.put(
        ARCHITECTURE,
        new YamlNode.Entry(
            entry.keyLocation(),
            new YamlNode.Scalar(
                JsonText.of(entry.value()), YamlNode.Type.TEXT, entry.value().location())));
    return new YamlNode.Mapping(entries, mapping.location());
  }
}
