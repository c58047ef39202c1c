package io.reflux.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.PromotionDecided;
import io.reflux.schemas.avro.PromotionDecision;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AvroSerdeTest {

  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
  private final Serde<TrainingJob> serde = Topics.TRAINING_JOBS.valueSerde(registry);

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void a_record_becomes_the_documented_bytes() {
    String expected =
        "00"
            + "00000001" // magic byte, schema id 1
            + "04"
            + "6531" // eventId "e1": length 2, zigzag
            + "02"
            + "78" // experimentId "x"
            + "d00f" // producedAt 1000 ms: zigzag 2000, base 128
            + "02"
            + "70" // producer "p"
            + "00" // codeRevision ""
            + "00" // attempt 0
            + "02"
            + "6a" // jobId "j"
            + "02"
            + "6d" // modelId "m"
            + "02" // attempt 1
            + "00000000" // dataset: name "", digest "", all samples
            + "04"
            + "7b7d" // spec "{}"
            + "00"; // external: none

    assertThat(HexFormat.of().formatHex(bytes(job()))).isEqualTo(expected);
  }

  @Test
  void a_record_comes_back() {
    assertThat(read(bytes(job()))).isEqualTo(job());
  }

  @Test
  void a_tombstone_stays_one() {
    assertThat(serde.serializer().serialize("training-jobs", null)).isNull();
    assertThat(serde.deserializer().deserialize("training-jobs", null)).isNull();
  }

  @Test
  void the_subject_is_that_of_the_topic_also_in_a_store() {
    serde.serializer().serialize("planner-store-changelog", job());

    assertThat(registry.subjects()).containsExactly("training-jobs-value");
  }

  @Test
  void bytes_that_are_not_avro_are_refused() {
    assertThatExceptionOfType(RecordFormatException.class)
        .isThrownBy(() -> read(new byte[] {'{', '"', 'a', '"', '}'}))
        .withMessageStartingWith("record of topic training-jobs: not Avro");
  }

  @Test
  void an_unknown_schema_id_is_named() {
    byte[] bytes = bytes(job());
    bytes[4] = 99;

    assertThatExceptionOfType(RecordFormatException.class)
        .isThrownBy(() -> read(bytes))
        .withMessageStartingWith("record of topic training-jobs: the schema registry at mock://")
        .withMessageContaining("has no schema with id 99; it was written with another registry");
  }

  @Test
  void a_record_of_another_kind_is_refused_whatever_class_it_names() {
    Schema other =
        SchemaBuilder.record("java.net.URL").fields().requiredString("location").endRecord();
    GenericRecord value = new GenericData.Record(other);
    value.put("location", "http://localhost/");
    byte[] bytes = AvroBytes.written(registry, "elsewhere-value", value);

    assertThatExceptionOfType(RecordFormatException.class)
        .isThrownBy(() -> read(bytes))
        .withMessageContaining("written as java.net.URL (schema id 1)")
        .withMessageContaining(
            "cannot be read as io.reflux.schemas.avro.TrainingJob: NAME_MISMATCH");
  }

  @Test
  void a_field_that_the_writer_did_not_have_gets_its_default() {
    Schema older = AvroBytes.without(TrainingJob.getClassSchema(), "attempt");
    byte[] bytes =
        AvroBytes.written(registry, "training-jobs-value", AvroBytes.under(older, job()));

    assertThat(read(bytes)).isEqualTo(TrainingJob.newBuilder(job()).setAttempt(0).build());
  }

  @Test
  void a_field_that_the_writer_must_have_had_is_named() {
    Schema broken = AvroBytes.without(TrainingJob.getClassSchema(), "modelId");
    byte[] bytes = AvroBytes.written(registry, "elsewhere-value", AvroBytes.under(broken, job()));

    assertThatExceptionOfType(RecordFormatException.class)
        .isThrownBy(() -> read(bytes))
        .withMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE at /fields/2 modelId");
  }

  @Test
  void a_field_that_only_the_writer_has_is_skipped() {
    Schema newer = AvroBytes.with(TrainingJob.getClassSchema(), "priority");
    byte[] bytes =
        AvroBytes.written(registry, "training-jobs-value", AvroBytes.under(newer, job()));

    assertThat(read(bytes)).isEqualTo(job());
  }

  @Test
  void a_symbol_that_only_the_writer_has_reads_as_unknown() {
    PromotionDecided decided =
        PromotionDecided.newBuilder()
            .setMeta(job().getMeta())
            .setLine("mnist")
            .setModelId("m")
            .setDecision(PromotionDecision.PROMOTED)
            .build();
    Schema newer = AvroBytes.withSymbol(PromotionDecided.getClassSchema(), "BLOCKED", "POSTPONED");
    GenericRecord value = AvroBytes.under(newer, decided);
    value.put(
        "decision", new GenericData.EnumSymbol(newer.getField("decision").schema(), "POSTPONED"));
    byte[] bytes = AvroBytes.written(registry, "promotion-decisions-value", value);

    PromotionDecided read =
        Topics.PROMOTION_DECISIONS.valueSerde(registry).deserializer().deserialize("", bytes);

    assertThat(read.getDecision()).isEqualTo(PromotionDecision.UNKNOWN);
  }

  @Test
  void bytes_left_over_are_refused() {
    byte[] bytes = bytes(job());

    assertThatExceptionOfType(RecordFormatException.class)
        .isThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1)))
        .withMessageContaining("the bytes are no TrainingJob: bytes are left over after its end");
  }

  @Test
  void bytes_missing_are_refused() {
    byte[] bytes = bytes(job());

    assertThatExceptionOfType(RecordFormatException.class)
        .isThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length - 1)))
        .withMessageStartingWith("record of topic training-jobs: the bytes are no TrainingJob");
  }

  @Test
  void a_length_beyond_the_record_is_refused_before_memory_is_taken() {
    byte[] bytes = HexFormat.of().parseHex("00" + "00000001" + "feffffff0f" + "00");
    bytes(job());

    assertThatExceptionOfType(RecordFormatException.class)
        .isThrownBy(() -> read(bytes))
        .withMessageContaining("a length of 2147483647 in a record of 6 bytes");
  }

  @Test
  void a_record_with_a_hole_is_not_written() {
    TrainingJob hole = new TrainingJob();

    assertThatExceptionOfType(RecordFormatException.class)
        .isThrownBy(() -> bytes(hole))
        .withMessageStartingWith(
            "record of topic training-jobs: the TrainingJob to be written is not complete");
  }

  private static TrainingJob job() {
    EventMeta meta =
        EventMeta.newBuilder()
            .setEventId("e1")
            .setExperimentId("x")
            .setProducedAt(Instant.ofEpochMilli(1_000))
            .setProducer("p")
            .build();
    return TrainingJob.newBuilder()
        .setMeta(meta)
        .setJobId("j")
        .setModelId("m")
        .setAttempt(1)
        .setSpec("{}")
        .build();
  }

  private byte[] bytes(TrainingJob job) {
    return serde.serializer().serialize("training-jobs", job);
  }

  private TrainingJob read(byte[] bytes) {
    return serde.deserializer().deserialize("training-jobs", bytes);
  }
}
