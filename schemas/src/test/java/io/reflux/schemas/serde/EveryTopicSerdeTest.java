package io.reflux.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.RandomData;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The serdes of all topics on values drawn at random, with a fixed seed. */
final class EveryTopicSerdeTest {

  private static final int SEED = 1;

  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));

  @AfterEach
  void close() {
    registry.close();
  }

  @ParameterizedTest
  @MethodSource("avroTopics")
  void values_come_back(Topic<?> topic) {
    assertThat(randomRecords(topic, 20).map(bytes -> read(topic, bytes)))
        .allSatisfy(value -> assertThat(again(topic, value)).isEqualTo(value));
  }

  @ParameterizedTest
  @MethodSource("avroTopics")
  void values_are_written_as_avro_itself_writes_them(Topic<?> topic) {
    assertThat(randomRecords(topic, 20).map(bytes -> (SpecificRecord) read(topic, bytes)))
        .allSatisfy(
            value ->
                assertThat(bytes(topic, value))
                    .isEqualTo(AvroBytes.written(registry, topic.name() + "-value", value)));
  }

  @ParameterizedTest
  @MethodSource("avroTopics")
  void damaged_bytes_are_read_or_refused_but_never_break_the_reader(Topic<?> topic) {
    Random random = new Random(SEED);

    assertThat(
            randomRecords(topic, 25)
                .flatMap(bytes -> IntStream.range(0, 40).mapToObj(i -> damaged(bytes, random)))
                .flatMap(bytes -> surprise(topic, bytes)))
        .isEmpty();
  }

  @Test
  void dead_letters_stay_as_they_were() {
    byte[] bytes = {1, 2, 3};
    Serde<byte[]> serde = Topics.DEAD_LETTERS.valueSerde(registry);

    assertThat(serde.serializer().serialize("dead-letters", bytes)).isEqualTo(bytes);
    assertThat(serde.deserializer().deserialize("dead-letters", bytes)).isEqualTo(bytes);
  }

  static Stream<Topic<?>> avroTopics() {
    return Topics.all().stream()
        .filter(topic -> SpecificRecord.class.isAssignableFrom(topic.valueType()));
  }

  private Stream<byte[]> randomRecords(Topic<?> topic, int count) {
    Schema schema = SpecificData.get().getSchema(topic.valueType());
    return Stream.of(new RandomData(schema, count, SEED).iterator())
        .flatMap(values -> Stream.generate(values::next).limit(count))
        .map(value -> AvroBytes.written(registry, topic.name() + "-value", (GenericRecord) value));
  }

  private <V> V read(Topic<V> topic, byte[] bytes) {
    return topic.valueSerde(registry).deserializer().deserialize(topic.name(), bytes);
  }

  private <V> V again(Topic<V> topic, Object value) {
    return read(topic, bytes(topic, value));
  }

  private <V> byte[] bytes(Topic<V> topic, Object value) {
    return topic
        .valueSerde(registry)
        .serializer()
        .serialize(topic.name(), topic.valueType().cast(value));
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    random
        .ints(3, WireFormat.HEADER_BYTES, bytes.length)
        .forEach(i -> damaged[i] = (byte) random.nextInt());
    return damaged;
  }

  /** What went wrong beyond a refusal; empty if the bytes were read or refused. */
  private Stream<RuntimeException> surprise(Topic<?> topic, byte[] bytes) {
    try {
      read(topic, bytes);
      return Stream.empty();
    } catch (RecordFormatException e) {
      return Stream.empty();
    } catch (RuntimeException e) {
      return Stream.of(e);
    }
  }
}
