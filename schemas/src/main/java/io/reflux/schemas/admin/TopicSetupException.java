package io.reflux.schemas.admin;

import org.apache.kafka.common.KafkaException;

/** The topics could not be looked at or created; the message says why and what to do. */
public final class TopicSetupException extends KafkaException {

  private static final long serialVersionUID = 1L;

  TopicSetupException(String message) {
    super(message);
  }

  TopicSetupException(String message, Throwable cause) {
    super(message, cause);
  }
}
