package io.reflux.runtime.streams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Tells the faults of records from those of the environment. A record that cannot be read or
 * handled goes to the dead letters and the stream goes on. When the schema registry, the broker or
 * a state store fails instead, the record is as good as any and must not be put aside: the task
 * fails, nothing is committed, and the record is read again.
 */
final class RecordFaults {

  private RecordFaults() {}

  /** Puts aside records that cannot be deserialized. Made by Kafka Streams. */
  public static final class Deserialization extends LogAndContinueExceptionHandler {

    @Override
    public DeserializationExceptionHandler.Response handleError(
        ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
      return ofEnvironment(exception)
          ? DeserializationExceptionHandler.Response.fail()
          : super.handleError(context, record, exception);
    }
  }

  /** Puts aside records that a processor cannot handle. Made by Kafka Streams. */
  public static final class Processing extends LogAndContinueProcessingExceptionHandler {

    @Override
    public ProcessingExceptionHandler.Response handleError(
        ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
      return ofEnvironment(exception)
          ? ProcessingExceptionHandler.Response.fail()
          : super.handleError(context, record, exception);
    }
  }

  /** Whether a failure has nothing to do with the record in hand. */
  static boolean ofEnvironment(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof KafkaException && !(cause instanceof SerializationException)) {
        return true;
      }
    }
    return false;
  }
}
