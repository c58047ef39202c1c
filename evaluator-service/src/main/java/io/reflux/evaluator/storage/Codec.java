package io.reflux.evaluator.storage;

import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Turns values into bytes and back. Big-endian, in the order of the components; the first byte is
 * the layout's version.
 *
 * @param <T> the values
 */
public abstract class Codec<T> {

  private static final int FIRST_BYTES = 512;

  private final int version;

  /**
   * A codec of one layout.
   *
   * @param version in [0, 127]; another layout has another version
   */
  Codec(int version) {
    this.version = version;
  }

  /** Writes a value without its version. */
  abstract void write(T value, DataOutput out) throws IOException;

  /** Reads what {@link #write} wrote. */
  abstract T read(DataInput in) throws IOException;

  /** The bytes of a value; equal values have equal bytes. */
  public final byte[] encode(T value) {
    Buffer bytes = new Buffer();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeByte(version);
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The value of some bytes.
   *
   * @throws IllegalArgumentException if they are not what {@link #encode} writes
   */
  public final T decode(byte[] encoded) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
    try {
      int found = in.readUnsignedByte();
      if (found != version) {
        throw new IllegalArgumentException(
            "layout version must be %d, was %d; the state was written by another release: reset it"
                .formatted(version, found));
      }
      T value = read(in);
      if (in.available() > 0) {
        throw new IllegalArgumentException(in.available() + " bytes are left over");
      }
      return value;
    } catch (IOException e) {
      throw new IllegalArgumentException("the bytes end too early", e);
    }
  }

  /** Bytes in memory; unlike Java's own, without a lock. */
  private static final class Buffer extends OutputStream {

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    @Override
    public void write(int value) {
      reserve(1);
      bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int from, int length) {
      reserve(length);
      System.arraycopy(source, from, bytes, size, length);
      size += length;
    }

    byte[] toByteArray() {
      return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
      if (size + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
      }
    }
  }
}
