package io.reflux.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The fault of one record: its bytes cannot become a value, or its value cannot become bytes. The
 * message names the topic, what was found and what to do; trying again does not help, the record is
 * to be put aside.
 */
public final class RecordFormatException extends SerializationException {

  private static final long serialVersionUID = 1L;

  RecordFormatException(String topic, String found, @Nullable Throwable cause) {
    super("record of topic " + topic + ": " + found, cause);
  }
}
