package io.reflux.runtime.queue;

import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.runtime.settings.WorkSettings;
import io.reflux.schemas.registry.SchemaRegistryException;
import io.reflux.schemas.serde.RecordFormatException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes jobs of records. The queue reads bytes and deserializes them itself, since a consumer that
 * meets bytes it cannot deserialize never gets past them.
 */
final class JobReader<J> {

  private static final Logger LOG = LoggerFactory.getLogger(JobReader.class);

  private final Deserializer<J> deserializer;
  private final WorkSettings settings;

  JobReader(JobType<J> type, RecordPublisher publisher, WorkSettings settings) {
    this.deserializer = type.topic().valueSerde(publisher.registry()).deserializer();
    this.settings = settings;
  }

  /** The bytes of a record are no job. */
  static final class UnreadableJobException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableJobException(@Nullable String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Reads the job in a record, asking a registry that does not answer again.
   *
   * @throws UnreadableJobException if there is none in it
   * @throws SchemaRegistryException if the registry did not answer at any attempt
   */
  J read(ConsumerRecord<byte[], byte[]> record, Cancellation cancellation)
      throws UnreadableJobException, InterruptedException {
    for (int attempt = 0; ; attempt++) {
      try {
        return deserialize(record);
      } catch (SchemaRegistryException e) {
        if (attempt + 1 >= settings.attempts() || cancellation.cancelled()) {
          throw e;
        }
        LOG.warn("will ask again: {}", e.getMessage());
        cancellation.await(settings.delayAfter(attempt));
      }
    }
  }

  private J deserialize(ConsumerRecord<byte[], byte[]> record) throws UnreadableJobException {
    try {
      @Nullable J job = deserializer.deserialize(record.topic(), record.value());
      if (job == null) {
        throw new UnreadableJobException(
            "record of topic " + record.topic() + " has no value", null);
      }
      return job;
    } catch (RecordFormatException e) {
      throw new UnreadableJobException(e.getMessage(), e);
    }
  }
}
