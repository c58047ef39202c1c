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
import java.util.Optional;
import java.util.function.BiConsumer;

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
    return preset(argument).orElseGet(() -> file(argument));
  }

  /**
   * Takes what somebody sent: YAML, JSON, or the name of a preset. Never a file, since whoever sent
   * it must not choose what is opened here.
   *
   * @param name what to call the text in messages
   * @throws InvalidExperimentException if the text is not YAML, or names something else
   */
  public static ExperimentSource received(String name, String text) {
    if (YamlDocument.parse(name, text) instanceof YamlNode.Scalar scalar) {
      return preset(scalar.text())
          .orElseThrow(
              () ->
                  new InvalidExperimentException(
                      "%s expects keys or the name of a preset, has %s; %s"
                          .formatted(name, scalar.kind(), presets(scalar.text()))));
    }
    return new ExperimentSource(name, text);
  }

  /**
   * Reads the experiment.
   *
   * @param settings values that replace what the text says, each {@code key.key=value}
   * @throws InvalidExperimentException with everything that is wrong with it
   */
  public ExperimentRequested read(List<String> settings) {
    return read(settings, ExperimentRules::check);
  }

  /**
   * Reads an experiment that can be planned as it is: the content of its data set is known by a
   * digest, given or published, without a look at the images.
   *
   * @throws InvalidExperimentException with everything that is wrong with it
   */
  public ExperimentRequested readComplete() {
    return read(List.of(), ExperimentRules::checkComplete);
  }

  private ExperimentRequested read(
      List<String> settings, BiConsumer<ExperimentRules, ExperimentRequested> check) {
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
    check.accept(new ExperimentRules(problems), request);
    problems.throwIfAny();
    return request;
  }

  private static Optional<ExperimentSource> preset(String label) {
    return Preset.named(label)
        .map(preset -> new ExperimentSource("preset " + label, preset.text()));
  }

  private static ExperimentSource file(String argument) {
    Path file = Path.of(argument);
    if (!Files.isRegularFile(file)) {
      throw new InvalidExperimentException(
          "'%s' is neither a preset nor a file; %s".formatted(argument, presets(argument)));
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

  private static String presets(String misspelt) {
    String suggestion =
        Spelling.closest(misspelt, Preset.labels())
            .map(label -> "did you mean '" + label + "'? ")
            .orElse("");
    return suggestion + "presets: " + String.join(", ", Preset.labels());
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
