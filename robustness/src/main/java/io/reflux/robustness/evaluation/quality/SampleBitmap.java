package io.reflux.robustness.evaluation.quality;

import java.util.Arrays;
import java.util.BitSet;

/** A yes or no for each sample of a test set, by index; one bit per sample. */
public final class SampleBitmap {

  private final BitSet bits;
  private final int size;

  private SampleBitmap(BitSet bits, int size) {
    this.bits = bits;
    this.size = size;
  }

  /** The bitmap of some answers, {@code [size]}. */
  public static SampleBitmap of(boolean[] answers) {
    BitSet bits = new BitSet(answers.length);
    for (int i = 0; i < answers.length; i++) {
      bits.set(i, answers[i]);
    }
    return new SampleBitmap(bits, answers.length);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @param size the number of samples
   * @throws IllegalArgumentException if there are more or fewer bytes than {@code size} bits need,
   *     or a bit behind the last sample is set
   */
  public static SampleBitmap of(byte[] bytes, int size) {
    if (size < 0 || bytes.length != bytesFor(size)) {
      throw new IllegalArgumentException(
          "a bitmap of %d samples must have %d bytes, had %d"
              .formatted(size, bytesFor(size), bytes.length));
    }
    BitSet bits = BitSet.valueOf(bytes);
    if (bits.length() > size) {
      throw new IllegalArgumentException(
          "a bitmap of %d samples has bit %d set".formatted(size, bits.length() - 1));
    }
    return new SampleBitmap(bits, size);
  }

  /** One bit per sample, least significant first: sample i is bit {@code i % 8} of byte i / 8. */
  public byte[] toBytes() {
    return Arrays.copyOf(bits.toByteArray(), bytesFor(size));
  }

  /** The number of samples. */
  public int size() {
    return size;
  }

  /** The number of samples with a yes. */
  public int count() {
    return bits.cardinality();
  }

  /**
   * The answer of one sample.
   *
   * @throws IndexOutOfBoundsException if there is no such sample
   */
  public boolean get(int sample) {
    if (sample < 0 || sample >= size) {
      throw new IndexOutOfBoundsException(sample);
    }
    return bits.get(sample);
  }

  /** The indices of the first samples with a yes, ascending; fewer if there are not as many. */
  public int[] first(int limit) {
    return bits.stream().limit(limit).toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SampleBitmap bitmap && size == bitmap.size && bits.equals(bitmap.bits);
  }

  @Override
  public int hashCode() {
    return 31 * bits.hashCode() + size;
  }

  @Override
  public String toString() {
    return count() + " of " + size;
  }

  private static int bytesFor(int size) {
    return (size + Byte.SIZE - 1) / Byte.SIZE;
  }
}
