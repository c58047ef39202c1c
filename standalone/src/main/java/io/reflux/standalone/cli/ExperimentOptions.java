package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.ExperimentSource;
import io.reflux.pipeline.experiment.Preset;
import io.reflux.pipeline.experiment.Submission;
import io.reflux.schemas.avro.ExperimentRequested;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which experiment, and what to change in it. */
final class ExperimentOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "EXPERIMENT",
      defaultValue = "fashion-quick",
      completionCandidates = PresetNames.class,
      description = "A YAML file or a preset. Default: ${DEFAULT-VALUE}.")
  private String experiment = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Replaces a value of the experiment, for example --set training.epochs=2 or"
              + " --set 'temperatures=[5, 20]'. May be given several times.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--id",
      paramLabel = "ID",
      description =
          "The experiment's id. Default: a digest of what it asks for, so that the same experiment is"
              + " not done twice.")
  private @Nullable String id;

  @Mixin private ImageOptions images = new ImageOptions();

  /** The presets, for the end of a help text. */
  static String[] presets() {
    List<String> lines = new ArrayList<>(List.of("", "Presets:"));
    for (Preset preset : Preset.values()) {
      lines.add("  %-22s %s".formatted(preset.label(), preset.description()));
    }
    return lines.toArray(String[]::new);
  }

  /** What was named. */
  String name() {
    return experiment;
  }

  /** Where its images are found. */
  ImageOptions images() {
    return images;
  }

  /**
   * Reads the experiment.
   *
   * @throws io.reflux.pipeline.experiment.text.InvalidExperimentException if it is none
   */
  ExperimentRequested read() {
    return ExperimentSource.named(experiment).read(settings);
  }

  /**
   * The request with the digest of its data set, under its id. The images are read only if nobody
   * published their digest.
   *
   * @throws io.reflux.robustness.data.DatasetUnavailableException if they are needed and not there
   */
  Submission complete(ExperimentRequested request, Session session) {
    return Submission.of(images.withDigest(request, session), Optional.ofNullable(id));
  }
}
