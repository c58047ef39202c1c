package io.reflux.evaluator.storage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whole numbers in as many bytes as they need: seven bits in each, the lowest first, and the eighth
 * bit says that more follow. Negative ones take ten bytes.
 */
final class VariableNumbers {

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;
  private static final int LOW = MORE - 1;

  private VariableNumbers() {}

  static void write(long number, DataOutput out) throws IOException {
    long rest = number;
    while ((rest & ~LOW) != 0) {
      out.writeByte((int) (rest & LOW) | MORE);
      rest >>>= BITS;
    }
    out.writeByte((int) rest);
  }

  /**
   * The next number.
   *
   * @throws IllegalArgumentException if it has more bits than a long
   */
  static long read(DataInput in) throws IOException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += BITS) {
      int part = in.readUnsignedByte();
      number |= (long) (part & LOW) << shift;
      if (part < MORE) {
        return number;
      }
    }
    throw new IllegalArgumentException("a number must have at most 64 bits");
  }
}
