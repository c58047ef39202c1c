package io.reflux.schemas.serde;

import java.nio.ByteBuffer;

/**
 * Confluent's frame around Avro binary: {@code 0x00}, then the schema id as four big-endian bytes.
 */
final class WireFormat {

  /** First byte of every record. */
  static final byte MAGIC = 0;

  /** Bytes before the Avro binary. */
  static final int HEADER_BYTES = 1 + Integer.BYTES;

  private WireFormat() {}

  /** Puts the frame at the beginning of a buffer. */
  static void writeHeader(int schemaId, byte[] buffer) {
    ByteBuffer.wrap(buffer).put(MAGIC).putInt(schemaId);
  }

  /** The schema id of a record. */
  static int schemaId(String topic, byte[] data) {
    if (data.length < HEADER_BYTES) {
      throw new RecordFormatException(
          topic,
          "%d bytes are too few for Avro in Confluent's wire format, which starts with %d; write it with the serde of the topic catalogue"
              .formatted(data.length, HEADER_BYTES),
          null);
    }
    if (data[0] != MAGIC) {
      throw new RecordFormatException(
          topic,
          "not Avro in Confluent's wire format: the first byte must be 0x00, was 0x%02x; write it with the serde of the topic catalogue"
              .formatted(data[0]),
          null);
    }
    return ByteBuffer.wrap(data).getInt(1);
  }
}
