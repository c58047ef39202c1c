package io.reflux.pipeline.external;

import java.io.Serial;

/** Says that a model and a data set do not go together. */
public final class UnfitModelException extends RuntimeException {

  /** What to do about it. */
  public static final String ADVICE = "choose the data set that the model was made for";

  @Serial private static final long serialVersionUID = 1L;

  UnfitModelException(String message) {
    super(message);
  }
}
