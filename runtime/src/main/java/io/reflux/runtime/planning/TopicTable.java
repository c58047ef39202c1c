package io.reflux.runtime.planning;

import io.reflux.runtime.lifecycle.FailureListener;
import io.reflux.runtime.lifecycle.HealthCheck;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.serde.RecordFormatException;
import io.reflux.schemas.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest value of every key of a small compacted topic, in memory, followed as it grows. A
 * record that is not one of the topic's is passed over with a warning: its owner's planner has put
 * it among the dead letters.
 *
 * @param <V> class of the values
 */
public final class TopicTable<V> implements LatestValues<V>, Service {

  private static final Logger LOG = LoggerFactory.getLogger(TopicTable.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Topic<V> topic;
  private final KafkaSettings settings;
  private final Deserializer<V> values;
  private final Map<String, V> table = new ConcurrentHashMap<>();
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final Thread follower;
  private volatile boolean closed;
  private volatile boolean failed;

  /** A table that reads nothing before it is started. */
  public TopicTable(Topic<V> topic, KafkaSettings settings, SchemaRegistry registry) {
    this.topic = topic;
    this.settings = settings;
    this.values = topic.valueSerde(registry).deserializer();
    this.follower = new Thread(this::follow, topic.name() + "-table");
  }

  @Override
  public String name() {
    return topic.name() + " table";
  }

  /** Starts following; what was in the topic before is there after {@link #awaitCaughtUp}. */
  @Override
  public void start(FailureListener failures) {
    follower.setDaemon(true);
    follower.setUncaughtExceptionHandler(
        (thread, cause) -> {
          failed = true;
          caughtUp.countDown();
          failures.failed(cause);
        });
    follower.start();
  }

  @Override
  public void close() {
    closed = true;
    try {
      follower.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public List<HealthCheck> healthChecks() {
    return List.of(new HealthCheck(name(), this::problem));
  }

  @Override
  public void awaitCaughtUp() throws InterruptedException {
    caughtUp.await();
  }

  @Override
  public Optional<V> find(String key) {
    return Optional.ofNullable(table.get(key));
  }

  @Override
  public Collection<V> values() {
    return table.values();
  }

  private Optional<String> problem() {
    if (failed) {
      return Optional.of("has stopped");
    }
    return caughtUp.getCount() == 0 ? Optional.empty() : Optional.of("is still reading");
  }

  private void follow() {
    Map<String, Object> config = settings.clientConfig();
    config.put("enable.auto.commit", false);
    config.put("isolation.level", "read_committed");
    config.put("client.id", topic.name() + "-table");
    List<TopicPartition> partitions =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
            .toList();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!closed) {
        consumer.poll(POLL).forEach(this::put);
        if (ends.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
          caughtUp.countDown();
        }
      }
    } catch (WakeupException e) {
      LOG.debug("{} is closing", name());
    }
  }

  private void put(ConsumerRecord<String, byte[]> record) {
    if (record.key() == null) {
      return;
    }
    if (record.value() == null) {
      table.remove(record.key());
      return;
    }
    try {
      table.put(record.key(), values.deserialize(topic.name(), record.value()));
    } catch (RecordFormatException e) {
      LOG.warn("offset {} of {} is passed over: {}", record.offset(), topic, e.getMessage());
    }
  }
}
