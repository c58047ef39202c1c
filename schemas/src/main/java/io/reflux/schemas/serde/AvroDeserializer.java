package io.reflux.schemas.serde;

import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.registry.UnknownSchemaException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityResult;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Reads values of one topic, written under any schema that the topic's class can read. */
final class AvroDeserializer<V extends SpecificRecord> implements Deserializer<V> {

  private final SchemaRegistry registry;
  private final String topic;
  private final SpecificData data;
  private final Schema schema;
  private final Map<Integer, DatumReader<V>> readers = new ConcurrentHashMap<>();

  AvroDeserializer(SchemaRegistry registry, String topic, Class<V> type) {
    this.registry = registry;
    this.topic = topic;
    this.data = SpecificData.getForClass(type);
    this.schema = data.getSchema(type);
  }

  @Override
  public @Nullable V deserialize(String ignoredTopic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    DatumReader<V> reader = reader(WireFormat.schemaId(topic, bytes));
    int length = bytes.length - WireFormat.HEADER_BYTES;
    BinaryDecoder binary =
        DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER_BYTES, length, null);
    try {
      V value = reader.read(null, new BoundedDecoder(binary, length));
      if (!binary.isEnd()) {
        throw corrupt("bytes are left over after its end", null);
      }
      return value;
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | UnsupportedOperationException e) {
      throw corrupt(e.toString(), e);
    }
  }

  private DatumReader<V> reader(int id) {
    DatumReader<V> known = readers.get(id);
    if (known != null) {
      return known;
    }
    Schema written = writerSchema(id);
    DatumReader<V> reader = new SpecificDatumReader<>(written, schema, data);
    readers.put(id, reader);
    return reader;
  }

  private Schema writerSchema(int id) {
    Schema written;
    try {
      written = registry.schema(id);
    } catch (UnknownSchemaException e) {
      throw new RecordFormatException(
          topic,
          e.getMessage() + "; it was written with another registry, or the registry lost its data",
          e);
    }
    SchemaCompatibilityResult result =
        SchemaCompatibility.checkReaderWriterCompatibility(schema, written).getResult();
    if (result.getCompatibility() != SchemaCompatibilityType.COMPATIBLE) {
      throw new RecordFormatException(
          topic,
          "written as %s (schema id %d), which cannot be read as %s: %s; write it with a compatible schema"
              .formatted(written.getFullName(), id, schema.getFullName(), differences(result)),
          null);
    }
    return written;
  }

  private static String differences(SchemaCompatibilityResult result) {
    return result.getIncompatibilities().stream()
        .map(found -> found.getType() + " at " + found.getLocation() + " " + found.getMessage())
        .collect(Collectors.joining(", "));
  }

  private RecordFormatException corrupt(String why, @Nullable Throwable cause) {
    return new RecordFormatException(
        topic, "the bytes are no %s: %s; they are damaged".formatted(schema.getName(), why), cause);
  }
}
