package io.reflux.standalone.endtoend;

import io.reflux.runtime.messages.DeadLetter;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.serde.RecordFormatException;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Every committed record of every topic, in the order in which this log came to read it. */
final class TopicLog implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  private final SchemaRegistry registry;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Deserializer<?>> deserializers = new HashMap<>();
  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
  private final Map<String, List<Object>> values = new HashMap<>();

  private long unreadable;

  private TopicLog(SchemaRegistry registry, KafkaConsumer<byte[], byte[]> consumer) {
    this.registry = registry;
    this.consumer = consumer;
    Topics.all()
        .forEach(
            topic -> deserializers.put(topic.name(), topic.valueSerde(registry).deserializer()));
  }

  /** Opens a log of a cluster that has all topics. */
  static TopicLog open(String bootstrapServers, String schemaRegistryUrl) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = Topics.all().stream().flatMap(TopicLog::partitions).toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new TopicLog(
        SchemaRegistry.connect(Map.of("schema.registry.url", schemaRegistryUrl)), consumer);
  }

  /** Reads what there is, waiting a moment if there is nothing. */
  void poll() {
    consumer.poll(POLL).forEach(this::take);
  }

  /** Reads everything that is on the topics now. */
  void readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (!ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
      poll();
    }
  }

  /** How many records were read of a topic, overwritten ones included. */
  long count(Topic<?> topic) {
    return records.getOrDefault(topic.name(), List.of()).size();
  }

  /** How many records were read that are not what their topic says. */
  long unreadable() {
    return unreadable;
  }

  /** The readable values of a topic, overwritten ones included. */
  <V> List<V> values(Topic<V> topic) {
    return values.getOrDefault(topic.name(), List.of()).stream()
        .map(topic.valueType()::cast)
        .toList();
  }

  /** The offset that a topic's only partition has reached. */
  long lastOffset(Topic<?> topic) {
    List<ConsumerRecord<byte[], byte[]>> read = records.getOrDefault(topic.name(), List.of());
    return read.isEmpty() ? -1 : read.get(read.size() - 1).offset();
  }

  /** What is said about the records that were put aside. */
  List<DeadLetter> deadLetters() {
    return records.getOrDefault(Topics.DEAD_LETTERS.name(), List.of()).stream()
        .map(record -> DeadLetter.read(record.headers()))
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public void close() {
    consumer.close();
    registry.close();
  }

  /** Keeps a record, and its value if it can be read. */
  private void take(ConsumerRecord<byte[], byte[]> record) {
    String topic = record.topic();
    records.computeIfAbsent(topic, name -> new ArrayList<>()).add(record);
    try {
      Object value = deserializers.get(topic).deserialize(topic, record.value());
      values.computeIfAbsent(topic, name -> new ArrayList<>()).add(value);
    } catch (RecordFormatException e) {
      unreadable++;
    }
  }

  private static Stream<TopicPartition> partitions(Topic<?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition));
  }
}
