package io.reflux.runtime.queue;

import org.jspecify.annotations.Nullable;

/** A job cannot be done: not now, or not ever. */
public final class JobFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String advice;
  private final boolean retryable;

  private JobFailedException(
      String message, String advice, boolean retryable, @Nullable Throwable cause) {
    super(message, cause);
    this.advice = advice;
    this.retryable = retryable;
  }

  /**
   * A failure that may pass, such as a file that is not there yet; the job is tried again.
   *
   * @param message what happened, one sentence
   * @param advice what to do about it if it does not pass
   */
  public static JobFailedException passing(String message, String advice, Throwable cause) {
    return new JobFailedException(message, advice, true, cause);
  }

  /**
   * A failure that will be the same each time, such as a plan that cannot be; the job is given up.
   *
   * @param message what happened, one sentence
   * @param advice what to do about it
   */
  public static JobFailedException lasting(String message, String advice) {
    return new JobFailedException(message, advice, false, null);
  }

  /**
   * A failure that will be the same each time, told of by another exception.
   *
   * @param message what happened, one sentence
   * @param advice what to do about it
   */
  public static JobFailedException lasting(String message, String advice, Throwable cause) {
    return new JobFailedException(message, advice, false, cause);
  }

  /** What to do about it. */
  public String advice() {
    return advice;
  }

  /** Whether trying again may help. */
  public boolean retryable() {
    return retryable;
  }
}
