package io.reflux.schemas.registry;

import org.apache.kafka.common.KafkaException;

/**
 * The schema registry could not be used: it does not answer, refuses a schema or the credentials.
 * The fault is never the record's; the record is to be tried again, not put aside.
 */
public final class SchemaRegistryException extends KafkaException {

  private static final long serialVersionUID = 1L;

  /** Says what failed, where, and what to do. */
  public SchemaRegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
