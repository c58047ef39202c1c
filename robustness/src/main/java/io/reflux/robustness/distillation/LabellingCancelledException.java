package io.reflux.robustness.distillation;

/** Labelling was stopped because its sink asked for it. */
public final class LabellingCancelledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LabellingCancelledException(int labelled, int total) {
    super("labelling was cancelled with %d of %d images labelled".formatted(labelled, total));
  }
}
