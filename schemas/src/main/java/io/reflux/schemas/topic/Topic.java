package io.reflux.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the catalogue as a typed value: its name, what its records are, and how it is to be
 * created. Instances come from {@link Topics} only.
 *
 * @param <V> class of the values
 */
public final class Topic<V> {

  /** Largest record batch of a topic that says nothing else, bytes: Kafka's default. */
  public static final int DEFAULT_MAX_RECORD_BYTES = 1_048_588;

  private final String name;
  private final String doc;
  private final String keyDoc;
  private final Class<V> valueType;
  private final Function<SchemaRegistry, Serde<V>> valueSerde;
  private final UnaryOperator<String> partitionKey;
  private final int partitions;
  private final CleanupPolicy cleanup;
  private final @Nullable Duration retention;
  private final int maxRecordBytes;

  private Topic(Definition<V> definition, String doc) {
    this.name = definition.name;
    this.doc = doc;
    this.keyDoc = definition.keyDoc;
    this.valueType = definition.valueType;
    this.valueSerde = definition.valueSerde;
    this.partitionKey = definition.partitionKey;
    this.partitions = definition.partitions;
    this.cleanup = definition.cleanup;
    this.retention = definition.retention;
    this.maxRecordBytes = definition.maxRecordBytes;
  }

  static <V extends SpecificRecord> Definition<V> of(String name, Class<V> valueType) {
    return new Definition<>(
        name, valueType, registry -> new AvroSerde<>(registry, name, valueType));
  }

  static Definition<byte[]> ofBytes(String name) {
    return new Definition<>(name, byte[].class, registry -> Serdes.ByteArray());
  }

  /** The topic's name. */
  public String name() {
    return name;
  }

  /** What the topic is for, one sentence. */
  public String doc() {
    return doc;
  }

  /** What the key is made of, such as {@code modelId|attackId}. */
  public String keyDoc() {
    return keyDoc;
  }

  /** Class of the values: a generated Avro class, or {@code byte[]}. */
  public Class<V> valueType() {
    return valueType;
  }

  /** Number of partitions, 1 or more. */
  public int partitions() {
    return partitions;
  }

  /** What Kafka removes from the topic. */
  public CleanupPolicy cleanup() {
    return cleanup;
  }

  /** How long records are kept; empty = for ever. */
  public Optional<Duration> retention() {
    return Optional.ofNullable(retention);
  }

  /** Largest record batch, bytes; producers of the topic need {@code max.request.size} to match. */
  public int maxRecordBytes() {
    return maxRecordBytes;
  }

  /** The settings that the topic is created with and checked against, by Kafka's names. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.setting());
    settings.put(
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(retention == null ? -1 : retention.toMillis()));
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxRecordBytes));
    return Map.copyOf(settings);
  }

  /** Serde of the keys: text in UTF-8. */
  public Serde<String> keySerde() {
    return Serdes.String();
  }

  /** Serde of the values over a schema registry, which it does not close. */
  public Serde<V> valueSerde(SchemaRegistry registry) {
    return valueSerde.apply(registry);
  }

  /**
   * The partition that a key belongs to, in [0, partitions): Kafka's own hash of the part of the
   * key that decides. Topics with equal numbers of partitions and equal deciding parts are
   * co-partitioned.
   *
   * @throws IllegalArgumentException if the key is not made as {@link #keyDoc()} says
   */
  public int partition(String key) {
    return Utils.toPositive(Utils.murmur2(partitionKey.apply(key).getBytes(UTF_8))) % partitions;
  }

  /**
   * A record for this topic, with its partition; a null value is a tombstone.
   *
   * @throws IllegalArgumentException if the key is not made as {@link #keyDoc()} says
   */
  public ProducerRecord<String, V> producerRecord(String key, @Nullable V value) {
    return new ProducerRecord<>(name, partition(key), key, value);
  }

  @Override
  public String toString() {
    return name;
  }

  /** A topic in the making: one partition, compacted, unless said otherwise. */
  static final class Definition<V> {

    private final String name;
    private final Class<V> valueType;
    private final Function<SchemaRegistry, Serde<V>> valueSerde;
    private String keyDoc = "";
    private UnaryOperator<String> partitionKey = UnaryOperator.identity();
    private int partitions = 1;
    private CleanupPolicy cleanup = CleanupPolicy.COMPACT;
    private @Nullable Duration retention;
    private int maxRecordBytes = DEFAULT_MAX_RECORD_BYTES;

    private Definition(
        String name, Class<V> valueType, Function<SchemaRegistry, Serde<V>> valueSerde) {
      this.name = name;
      this.valueType = valueType;
      this.valueSerde = valueSerde;
    }

    Definition<V> key(String keyDoc) {
      this.keyDoc = keyDoc;
      return this;
    }

    Definition<V> partitions(int partitions) {
      this.partitions = partitions;
      return this;
    }

    Definition<V> partitionedBy(UnaryOperator<String> partitionKey) {
      this.partitionKey = partitionKey;
      return this;
    }

    Definition<V> deletedAfter(Duration retention) {
      this.cleanup = CleanupPolicy.DELETE;
      this.retention = retention;
      return this;
    }

    Definition<V> compactedAndDeletedAfter(Duration retention) {
      this.cleanup = CleanupPolicy.COMPACT_AND_DELETE;
      this.retention = retention;
      return this;
    }

    Definition<V> maxRecordBytes(int maxRecordBytes) {
      this.maxRecordBytes = maxRecordBytes;
      return this;
    }

    Topic<V> doc(String doc) {
      return new Topic<>(this, doc);
    }
  }
}
