package io.reflux.runtime.messages;

/** Records could not be written to Kafka: it did not acknowledge them in time or refused them. */
public final class PublishFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PublishFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
