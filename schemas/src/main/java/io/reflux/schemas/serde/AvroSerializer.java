package io.reflux.schemas.serde;

import io.reflux.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of one topic; registers their schema on the first write. Safe for use by several
 * threads: one of them at a time has the buffer that is kept, others make their own.
 */
final class AvroSerializer<V extends SpecificRecord> implements Serializer<V> {

  /** A buffer that one unusual record has made larger than this is not kept. */
  private static final int LARGEST_KEPT = 256 * 1024;

  private final SchemaRegistry registry;
  private final String topic;
  private final String subject;
  private final Schema schema;
  private final FieldWriter<V> writer;
  private final AtomicReference<@Nullable BufferEncoder> kept = new AtomicReference<>();

  AvroSerializer(SchemaRegistry registry, String topic, Class<V> type) {
    SpecificData data = SpecificData.getForClass(type);
    this.registry = registry;
    this.topic = topic;
    this.subject = topic + "-value";
    this.schema = data.getSchema(type);
    this.writer = DirectWriters.of(type).orElseGet(() -> FieldWriter.bySchema(schema, data));
  }

  @Override
  public byte @Nullable [] serialize(String ignoredTopic, @Nullable V value) {
    if (value == null) {
      return null;
    }
    int id = registry.idOf(subject, schema);
    BufferEncoder free = kept.getAndSet(null);
    BufferEncoder encoder = free == null ? new BufferEncoder() : free;
    try {
      encoder.begin(id);
      write(value, encoder);
      return encoder.toByteArray();
    } finally {
      if (encoder.capacity() <= LARGEST_KEPT) {
        kept.set(encoder);
      }
    }
  }

  private void write(V value, BufferEncoder encoder) {
    try {
      writer.write(value, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    } catch (AvroRuntimeException | NullPointerException | ClassCastException e) {
      throw new RecordFormatException(
          topic,
          "the %s to be written is not complete (%s); build it with its builder"
              .formatted(schema.getName(), e.getMessage()),
          e);
    }
  }
}
