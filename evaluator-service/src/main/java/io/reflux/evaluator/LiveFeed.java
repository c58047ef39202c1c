package io.reflux.evaluator;

import io.reflux.evaluator.live.LiveView;
import io.reflux.runtime.lifecycle.FailureListener;
import io.reflux.runtime.lifecycle.HealthCheck;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.serde.RecordFormatException;
import io.reflux.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the live view from its topics with one consumer of all partitions, from the beginning and
 * then as records are committed; it belongs to no consumer group, so every instance sees
 * everything. A record that cannot be read is passed over with a warning: who must handle it has
 * put it among the dead letters.
 */
final class LiveFeed implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final String NAME = "live view";

  private final LiveView view;
  private final KafkaSettings kafka;
  private final Map<String, Table<?>> tables;
  private final Thread follower = new Thread(this::follow, "live-view");
  private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
  private volatile boolean closed;
  private volatile boolean caughtUp;

  LiveFeed(LiveView view, KafkaSettings kafka, SchemaRegistry registry) {
    this.view = view;
    this.kafka = kafka;
    this.tables =
        LiveView.topics().stream()
            .map(topic -> Table.of(topic, registry))
            .collect(Collectors.toMap(table -> table.topic().name(), Function.identity()));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start(FailureListener failures) {
    try {
      consumer =
          new KafkaConsumer<>(config(), new StringDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw ServiceFailedException.cannotConnect(kafka.bootstrapServers(), e);
    }
    follower.setDaemon(true);
    follower.setUncaughtExceptionHandler((thread, cause) -> failures.failed(failure(cause)));
    follower.start();
  }

  @Override
  public void close() {
    closed = true;
    KafkaConsumer<String, byte[]> running = consumer;
    if (running == null) {
      return;
    }
    running.wakeup();
    try {
      follower.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** That everything that was there at the start is in the view. */
  @Override
  public List<HealthCheck> healthChecks() {
    return List.of(
        new HealthCheck(
            NAME,
            () ->
                caughtUp
                    ? Optional.empty()
                    : Optional.of("is reading what happened before the start")));
  }

  /**
   * A topic and how to read it.
   *
   * @param <V> class of its values
   */
  private record Table<V extends SpecificRecord>(Topic<V> topic, Deserializer<V> values) {

    static <V extends SpecificRecord> Table<V> of(Topic<V> topic, SchemaRegistry registry) {
      return new Table<>(topic, topic.valueSerde(registry).deserializer());
    }

    void feed(LiveView view, ConsumerRecord<String, byte[]> record) {
      view.apply(topic, record.key(), values.deserialize(topic.name(), record.value()));
    }
  }

  private void follow() {
    KafkaConsumer<String, byte[]> reading = consumer;
    if (reading == null) {
      throw new IllegalStateException("the consumer comes before the thread");
    }
    try (reading) {
      List<TopicPartition> partitions = partitions();
      reading.assign(partitions);
      reading.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
      while (!closed) {
        reading.poll(POLL).forEach(this::take);
        caughtUp = caughtUp || passed(reading, ends);
      }
    } catch (WakeupException e) {
      LOG.debug("the live view is closing");
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    Table<?> table = tables.get(record.topic());
    if (table == null || record.key() == null) {
      return;
    }
    try {
      table.feed(view, record);
    } catch (RecordFormatException e) {
      LOG.warn("offset {} of {}: {}", record.offset(), record.topic(), e.getMessage());
    }
  }

  private List<TopicPartition> partitions() {
    return tables.values().stream()
        .map(Table::topic)
        .flatMap(
            topic ->
                IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.name(), partition)))
        .toList();
  }

  private Map<String, Object> config() {
    Map<String, Object> config = kafka.clientConfig();
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, "evaluator-live-view");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return config;
  }

  private static boolean passed(
      KafkaConsumer<String, byte[]> reading, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> reading.position(end.getKey()) >= end.getValue());
  }

  private static Throwable failure(Throwable cause) {
    return cause instanceof KafkaException
        ? new ServiceFailedException(
            "the live view cannot read its topics; check that Kafka runs and that the topics of"
                + " the catalogue exist",
            cause)
        : cause;
  }
}
