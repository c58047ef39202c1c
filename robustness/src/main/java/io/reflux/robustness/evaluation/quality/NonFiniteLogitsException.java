package io.reflux.robustness.evaluation.quality;

/** A model that answers with numbers that are none; its training has diverged. */
public final class NonFiniteLogitsException extends RuntimeException {

  /**
   * Describes the first such answer.
   *
   * @param sample the sample's index in the test set
   * @param what what is not finite
   */
  public NonFiniteLogitsException(int sample, String what) {
    super(
        ("the model gives %s that are not finite for test sample %d: its training has diverged,"
                + " train it with a smaller learning rate")
            .formatted(what, sample));
  }
}
