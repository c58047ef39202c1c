package io.reflux.robustness.checkpoint;

import io.reflux.robustness.network.execution.NetworkStructure;
import io.reflux.robustness.training.TrainingState;

/**
 * A network at some point of its training.
 *
 * @param structure layers, image shape and classes
 * @param temperature T that it was trained at, above 0
 * @param state parameters, momentum buffer, epoch and loss; the buffer is all zeros where only the
 *     weights were kept
 */
public record Checkpoint(NetworkStructure structure, double temperature, TrainingState state) {

  /** Checks that the parameters belong to the structure. */
  public Checkpoint {
    if (!structure.layout().equals(state.parameters().layout())) {
      throw new IllegalArgumentException(
          "the parameters have another layout than " + structure.architecture().name());
    }
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature must be > 0, was " + temperature);
    }
  }
}
