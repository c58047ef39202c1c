package io.reflux.schemas.serde;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes the fields of a record in the order of its schema.
 *
 * @param <V> the generated class
 */
@FunctionalInterface
interface FieldWriter<V> {

  /** Writes all fields. */
  void write(V value, Encoder out) throws IOException;

  /** Avro's own writer, which goes by the schema and makes an object of every number. */
  static <V extends SpecificRecord> FieldWriter<V> bySchema(Schema schema, SpecificData data) {
    return new SpecificDatumWriter<V>(schema, data)::write;
  }
}
