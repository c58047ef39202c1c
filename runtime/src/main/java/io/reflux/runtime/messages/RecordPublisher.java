package io.reflux.runtime.messages;

import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to the topics of the catalogue with one idempotent producer, which all threads of
 * a process share: acknowledged by all in-sync replicas, never twice, in order within a partition.
 */
public final class RecordPublisher implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** Room for a record's key, headers and framing beside the largest value. */
  private static final int FRAMING_BYTES = 64 * 1024;

  /**
   * The results of a job are published together and go to one partition; Kafka's default of 16 KiB
   * cuts those of an attack into dozens of batches.
   */
  private static final int BATCH_BYTES = 128 * 1024;

  private final Producer<byte[], byte[]> producer;
  private final SchemaRegistry registry;
  private final Map<Topic<?>, Serializer<?>> serializers = new ConcurrentHashMap<>();

  /**
   * Publishes through a producer, which {@link #close} closes.
   *
   * @param registry where the schemas of values are registered; stays open
   */
  public RecordPublisher(Producer<byte[], byte[]> producer, SchemaRegistry registry) {
    this.producer = producer;
    this.registry = registry;
  }

  /**
   * Connects to Kafka; nothing is sent before the first record.
   *
   * @param registry where the schemas of values are registered; stays open
   * @param clientId what the broker's logs and quotas call this producer
   * @throws ServiceFailedException if no bootstrap server has an address or a property is wrong
   */
  public static RecordPublisher connect(
      KafkaSettings kafka, SchemaRegistry registry, String clientId) {
    try {
      return new RecordPublisher(
          new KafkaProducer<>(
              producerConfig(kafka, clientId),
              new ByteArraySerializer(),
              new ByteArraySerializer()),
          registry);
    } catch (KafkaException e) {
      throw ServiceFailedException.cannotConnect(kafka.bootstrapServers(), e);
    }
  }

  /** The registry that values are written with. */
  public SchemaRegistry registry() {
    return registry;
  }

  /**
   * Sends a record to its partition.
   *
   * @param value null is a tombstone
   * @return completes when Kafka has acknowledged the record, or exceptionally
   * @throws KafkaException if key or value cannot be serialized
   * @throws IllegalArgumentException if the key is not made as the topic says
   */
  public <V> Future<RecordMetadata> send(Topic<V> topic, String key, @Nullable V value) {
    return send(
        new ProducerRecord<>(
            topic.name(),
            topic.partition(key),
            key.getBytes(StandardCharsets.UTF_8),
            serializer(topic).serialize(topic.name(), value)));
  }

  /** One serializer per topic, which keeps the buffer that it writes records into. */
  @SuppressWarnings("unchecked") // a topic's serializer is put under that topic and no other
  private <V> Serializer<V> serializer(Topic<V> topic) {
    return (Serializer<V>)
        serializers.computeIfAbsent(topic, added -> added.valueSerde(registry).serializer());
  }

  /** Sends a record that is serialized already. */
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    return producer.send(record);
  }

  /** A new group of records that are checked together. */
  public Publication publication() {
    return new Publication(this);
  }

  /** Waits for records on their way, ten seconds at most, and frees the producer. */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  private static Map<String, Object> producerConfig(KafkaSettings kafka, String clientId) {
    Map<String, Object> config = kafka.clientConfig();
    config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, largestRecord() + FRAMING_BYTES);
    return config;
  }

  private static int largestRecord() {
    return Topics.all().stream().mapToInt(Topic::maxRecordBytes).max().orElseThrow();
  }
}
