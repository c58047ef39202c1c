package io.reflux.robustness.training;

/** Training was stopped because its listener asked for it. */
public final class TrainingCancelledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TrainingCancelledException(int epoch) {
    super("training was cancelled in epoch " + (epoch + 1));
  }
}
