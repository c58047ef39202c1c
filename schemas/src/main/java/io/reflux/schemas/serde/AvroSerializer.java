package io.reflux.schemas.serde;

import io.reflux.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes values of one topic; registers their schema on the first write. */
final class AvroSerializer<V extends SpecificRecord> implements Serializer<V> {

  private static final int EXPECTED_BYTES = 512;

  private final SchemaRegistry registry;
  private final String topic;
  private final Schema schema;
  private final SpecificDatumWriter<V> writer;

  AvroSerializer(SchemaRegistry registry, String topic, Class<V> type) {
    SpecificData data = SpecificData.getForClass(type);
    this.registry = registry;
    this.topic = topic;
    this.schema = data.getSchema(type);
    this.writer = new SpecificDatumWriter<>(schema, data);
  }

  @Override
  public byte @Nullable [] serialize(String ignoredTopic, @Nullable V value) {
    if (value == null) {
      return null;
    }
    int id = registry.idOf(topic + "-value", schema);
    ByteArrayOutputStream out = new ByteArrayOutputStream(EXPECTED_BYTES);
    out.writeBytes(WireFormat.header(id));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      writer.write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    } catch (AvroRuntimeException | NullPointerException | ClassCastException e) {
      throw new RecordFormatException(
          topic,
          "the %s to be written is not complete (%s); build it with its builder"
              .formatted(schema.getName(), e.getMessage()),
          e);
    }
    return out.toByteArray();
  }
}
