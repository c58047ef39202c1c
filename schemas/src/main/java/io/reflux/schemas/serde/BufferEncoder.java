package io.reflux.schemas.serde;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/**
 * Avro's binary encoding into a buffer that grows and is used again for the next record: a record
 * costs the array of its bytes and nothing else. Used by one thread at a time.
 */
final class BufferEncoder extends BinaryEncoder {

  private static final int FIRST_CAPACITY = 2048;

  /** The longest that Avro makes a number: a long of ten groups of seven bits. */
  private static final int LONGEST_NUMBER = 10;

  private static final int ASCII = 0x80;

  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int size;

  /** Forgets what was written and begins a record with the frame of its schema. */
  void begin(int schemaId) {
    size = 0;
    WireFormat.writeHeader(schemaId, buffer);
    size = WireFormat.HEADER_BYTES;
  }

  /** What was written, as an array of its own. */
  byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  /** How much memory the buffer holds, bytes. */
  int capacity() {
    return buffer.length;
  }

  @Override
  public void flush() {}

  @Override
  public void writeBoolean(boolean value) {
    reserve(1);
    buffer[size++] = (byte) (value ? 1 : 0);
  }

  @Override
  public void writeInt(int value) {
    reserve(LONGEST_NUMBER);
    size += BinaryData.encodeInt(value, buffer, size);
  }

  @Override
  public void writeLong(long value) {
    reserve(LONGEST_NUMBER);
    size += BinaryData.encodeLong(value, buffer, size);
  }

  @Override
  public void writeFloat(float value) {
    reserve(Float.BYTES);
    size += BinaryData.encodeFloat(value, buffer, size);
  }

  @Override
  public void writeDouble(double value) {
    reserve(Double.BYTES);
    size += BinaryData.encodeDouble(value, buffer, size);
  }

  @Override
  public void writeFixed(byte[] bytes, int start, int length) {
    reserve(length);
    System.arraycopy(bytes, start, buffer, size, length);
    size += length;
  }

  /** Text of plain characters, which ids are, goes into the buffer without a copy in between. */
  @Override
  public void writeString(String text) {
    int length = text.length();
    reserve(length + LONGEST_NUMBER);
    int start = size;
    size += BinaryData.encodeInt(length, buffer, size);
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      if (character >= ASCII) {
        size = start;
        writeUtf8(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      buffer[size++] = (byte) character;
    }
  }

  @Override
  protected void writeZero() {
    reserve(1);
    buffer[size++] = 0;
  }

  @Override
  public int bytesBuffered() {
    return 0;
  }

  private void writeUtf8(byte[] bytes) {
    writeInt(bytes.length);
    writeFixed(bytes, 0, bytes.length);
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), doubled(buffer.length)));
    }
  }

  private static int doubled(int length) {
    return (int) Math.min(2L * length, Integer.MAX_VALUE - 8);
  }
}
