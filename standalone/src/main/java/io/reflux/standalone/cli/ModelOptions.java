package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import io.reflux.pipeline.external.BroughtModel;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.robustness.network.ImageShape;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A model that the user brings. */
final class ModelOptions {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE",
      description =
          "The model: safetensors as tools/export_pytorch.py writes it, ONNX, or a checkpoint of"
              + " Reflux. What it may be made of: docs/model-format.md.")
  private Path model = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "What to call it. Default: the name of the file.")
  private @Nullable String name;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description =
          "The softmax temperature that it was trained at, which jsma-t attacks it at."
              + " Default: 1, or what a checkpoint says.")
  private @Nullable Double temperature;

  /**
   * Reads it, and says what it is.
   *
   * @throws ModelImportException if the file is no model that can be attacked
   * @throws InvalidExperimentException if the temperature is none
   */
  BroughtModel read(Session session) {
    BroughtModel brought = read();
    ImageShape shape = brought.checkpoint().structure().shape();
    session.say(
        "model %s: %s, images of %d x %d x %d, %d classes, %s"
            .formatted(
                brought.name(),
                brought.format(),
                shape.height(),
                shape.width(),
                shape.channels(),
                brought.checkpoint().structure().classes(),
                brought.id()));
    brought.notes().forEach(note -> session.say("note: " + note));
    return brought;
  }

  private BroughtModel read() {
    OptionalDouble trainedAt =
        temperature == null ? OptionalDouble.empty() : OptionalDouble.of(temperature);
    try {
      return BroughtModel.read(model, Optional.ofNullable(name), trainedAt);
    } catch (ModelImportException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidExperimentException("--temperature: " + e.getMessage());
    }
  }
}
