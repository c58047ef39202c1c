package io.reflux.schemas.packed;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A bitmap over samples as bytes: bit i is bit {@code i % 8}, counted from the least significant,
 * of byte {@code i / 8}.
 */
public final class PackedBits {

  private PackedBits() {}

  /**
   * The bits as {@code (size + 7) / 8} bytes.
   *
   * @param bits set bits, all below {@code size}
   * @param size number of samples, 0 or more
   * @throws IllegalArgumentException if a bit at or above {@code size} is set
   */
  public static ByteBuffer pack(BitSet bits, int size) {
    if (bits.length() > size) {
      throw new IllegalArgumentException(
          "bits must be below %d, bit %d was set".formatted(size, bits.length() - 1));
    }
    return ByteBuffer.wrap(Arrays.copyOf(bits.toByteArray(), (size + Byte.SIZE - 1) / Byte.SIZE));
  }

  /** The set bits of a field. */
  public static BitSet unpack(ByteBuffer bytes) {
    return BitSet.valueOf(bytes.slice());
  }
}
