package io.reflux.robustness.network.execution;

import org.jspecify.annotations.Nullable;

/**
 * One step of a {@link Program} on its chunk of rows. A stage is built once with its tensors and
 * then run many times; it belongs to one thread at a time.
 */
interface Stage extends AutoCloseable {

  /** Writes the output from the input. */
  void forward();

  /** Writes the input's gradient from the output's. */
  void backward();

  /** The parameters of this stage, if it has any. */
  default @Nullable Weights weights() {
    return null;
  }

  /** Copies this stage's part of a flat vector of parameters in, if it has any. */
  default void load(float[] parameters) {
    Weights weights = weights();
    if (weights != null) {
      weights.load(parameters);
    }
  }

  /**
   * Writes the gradient of the parameters, and the input's gradient if {@code toInput}. Stages
   * without parameters ignore the difference to {@link #backward()}.
   */
  default void backwardWithParameters(boolean toInput) {
    backward();
  }

  /** Prepares randomness for the next pass. */
  default void reseed(long seed) {}

  @Override
  void close();
}
