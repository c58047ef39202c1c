package io.reflux.schemas.packed;

import java.nio.ByteBuffer;

/** A run of float32 numbers as bytes: little-endian, four bytes each, bit patterns kept. */
public final class PackedFloats {

  private PackedFloats() {}

  /** The numbers as {@code 4 x values.length} bytes. */
  public static ByteBuffer pack(float[] values) {
    ByteBuffer bytes = PackedWords.allocate(values.length);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }

  /**
   * The numbers of a field.
   *
   * @throws IllegalArgumentException if the number of bytes is no multiple of 4
   */
  public static float[] unpack(ByteBuffer bytes) {
    float[] values = new float[PackedWords.count(bytes)];
    PackedWords.view(bytes).asFloatBuffer().get(values);
    return values;
  }
}
