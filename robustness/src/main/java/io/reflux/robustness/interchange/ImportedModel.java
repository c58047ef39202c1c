package io.reflux.robustness.interchange;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.network.Parameters;
import io.reflux.robustness.network.execution.NetworkStructure;
import io.reflux.robustness.training.TrainingState;
import java.util.List;

/**
 * A model made elsewhere, in our terms.
 *
 * @param format what the file was: {@code safetensors} or {@code ONNX}
 * @param structure layers, image shape and classes
 * @param parameters the weights in our order
 * @param notes what was left out or turned round on the way, for people; often empty
 */
public record ImportedModel(
    String format, NetworkStructure structure, Parameters parameters, List<String> notes) {

  private static final double NO_TEMPERATURE = 1;

  /** Checks that the parameters belong to the structure, and copies the list. */
  public ImportedModel {
    notes = List.copyOf(notes);
    if (!structure.layout().equals(parameters.layout())) {
      throw new IllegalArgumentException(
          "the parameters have another layout than " + structure.architecture().name());
    }
  }

  /** The model as a finished network of temperature 1, of whose training nothing is known. */
  public Checkpoint toCheckpoint() {
    Parameters still = Parameters.zeros(parameters.layout());
    return new Checkpoint(
        structure, NO_TEMPERATURE, new TrainingState(parameters, still, 0, Double.NaN));
  }
}
