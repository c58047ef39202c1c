package io.reflux.schemas.serde;

import io.reflux.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** What other versions of a contract would have written, made with plain Avro. */
final class AvroBytes {

  private AvroBytes() {}

  /** The record as a producer with this writer schema would put it on the topic. */
  static byte[] written(SchemaRegistry registry, String subject, GenericRecord value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header(registry.idOf(subject, value.getSchema())));
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The record as Avro's own writer of generated classes puts it on the topic. */
  static byte[] written(SchemaRegistry registry, String subject, SpecificRecord value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header(registry.idOf(subject, value.getSchema())));
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new SpecificDatumWriter<SpecificRecord>(
              value.getSchema(), SpecificData.getForClass(value.getClass()))
          .write(value, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The frame of a record. */
  static byte[] header(int schemaId) {
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(schemaId, header);
    return header;
  }

  /** The value under another version of its schema. */
  static <V extends SpecificRecord> GenericRecord under(Schema version, V value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
      new SpecificDatumWriter<V>(value.getSchema()).write(value, encoder);
      return new GenericDatumReader<GenericRecord>(value.getSchema(), version)
          .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema with one more text field at its end. */
  static Schema with(Schema schema, String field) {
    List<Schema.Field> fields = fields(schema, "");
    fields.add(new Schema.Field(field, Schema.create(Schema.Type.STRING), "Added.", ""));
    return record(schema, fields);
  }

  /** The schema with one field less. */
  static Schema without(Schema schema, String field) {
    return record(schema, fields(schema, field));
  }

  /** The schema with one more symbol behind a symbol of one of its enums. */
  static Schema withSymbol(Schema schema, String after, String symbol) {
    String behind = "\"" + after + "\"]";
    return new Schema.Parser()
        .parse(schema.toString().replace(behind, "\"%s\",\"%s\"]".formatted(after, symbol)));
  }

  private static List<Schema.Field> fields(Schema schema, String left) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      if (!field.name().equals(left)) {
        fields.add(new Schema.Field(field, field.schema()));
      }
    }
    return fields;
  }

  private static Schema record(Schema schema, List<Schema.Field> fields) {
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }
}
