package io.reflux.runtime.messages;

import io.reflux.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Records that belong together and are checked together: the results of one job. Used by one thread
 * at a time.
 */
public final class Publication {

  private final RecordPublisher publisher;
  private final List<Future<RecordMetadata>> pending = new ArrayList<>();
  private int published;

  Publication(RecordPublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * Sends a record; {@link #flush} tells whether it arrived.
   *
   * @param value null is a tombstone
   * @throws org.apache.kafka.common.KafkaException if key or value cannot be serialized
   */
  public <V> void publish(Topic<V> topic, String key, @Nullable V value) {
    pending.add(publisher.send(topic, key, value));
  }

  /** Sends a record that is serialized already. */
  public void publish(ProducerRecord<byte[], byte[]> record) {
    pending.add(publisher.send(record));
  }

  /**
   * Waits until Kafka has acknowledged everything published so far.
   *
   * @return how many records have been acknowledged over the life of this publication
   * @throws PublishFailedException if any record was not acknowledged
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public int flush() throws InterruptedException {
    int failures = 0;
    @Nullable Throwable first = null;
    for (Future<RecordMetadata> record : pending) {
      try {
        record.get();
        published++;
      } catch (ExecutionException e) {
        failures++;
        first = first == null ? e.getCause() : first;
      }
    }
    int attempted = pending.size();
    pending.clear();
    if (first != null) {
      throw new PublishFailedException(
          failures + " of " + attempted + " records were not acknowledged by Kafka", first);
    }
    return published;
  }
}
