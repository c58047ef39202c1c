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

  /**
   * Reports that a Kafka client could not even be made.
   *
   * @param bootstrapServers where it should connect to
   * @param cause what Kafka's client says
   */
  public static ServiceFailedException cannotConnect(String bootstrapServers, Throwable cause) {
    return new ServiceFailedException(
        "cannot connect to Kafka at "
            + bootstrapServers
            + "; check REFLUX_BOOTSTRAP_SERVERS and the client properties",
        cause);
  }
}
