package io.reflux.schemas.packed;

import java.nio.ByteBuffer;

/** A run of int32 numbers as bytes: little-endian, four bytes each. */
public final class PackedInts {

  private PackedInts() {}

  /** The numbers as {@code 4 x values.length} bytes. */
  public static ByteBuffer pack(int[] values) {
    ByteBuffer bytes = PackedWords.allocate(values.length);
    bytes.asIntBuffer().put(values);
    return bytes;
  }

  /**
   * The numbers of a field.
   *
   * @throws IllegalArgumentException if the number of bytes is no multiple of 4
   */
  public static int[] unpack(ByteBuffer bytes) {
    int[] values = new int[PackedWords.count(bytes)];
    PackedWords.view(bytes).asIntBuffer().get(values);
    return values;
  }
}
