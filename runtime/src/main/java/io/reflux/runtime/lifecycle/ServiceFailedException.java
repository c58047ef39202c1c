package io.reflux.runtime.lifecycle;

/**
 * The environment keeps a service from running: the broker cannot be reached, a topic is missing, a
 * port is taken. The message says what happened and what to do, and is shown without a stack trace.
 */
public final class ServiceFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Reports a failure of the environment.
   *
   * @param message what happened and what to do
   */
  public ServiceFailedException(String message) {
    super(message);
  }

  /**
   * Reports a failure of the environment that another exception told of.
   *
   * @param message what happened and what to do
   * @param cause what told of it
   */
  public ServiceFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
