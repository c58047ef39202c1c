package io.reflux.schemas.packed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What one attack achieved on one test image over all its targets: a row of the field {@code
 * perSample} of a RobustnessScore, eight little-endian bytes.
 *
 * @param sample index in the test set, 0 or more
 * @param attempted targets attempted, 0 to 255
 * @param successes targets reached, 0 to {@code attempted}
 * @param minimumL0 fewest features changed by a success, 0 to 65534; empty if none succeeded
 */
public record SampleTally(int sample, int attempted, int successes, OptionalInt minimumL0) {

  private static final int ROW_BYTES = 8;
  private static final int MAX_TARGETS = 0xFF;
  private static final int NO_SUCCESS = 0xFFFF;

  /** Checks the ranges. */
  public SampleTally {
    require("sample", sample, Integer.MAX_VALUE);
    require("attempted", attempted, MAX_TARGETS);
    require("successes", successes, attempted);
    minimumL0.ifPresent(l0 -> require("minimumL0", l0, NO_SUCCESS - 1));
    if (minimumL0.isPresent() != (successes > 0)) {
      throw new IllegalArgumentException(
          "minimumL0 must be present exactly if there is a success, was %s with %d successes"
              .formatted(minimumL0, successes));
    }
  }

  /** The rows as {@code 8 x rows.size()} bytes, in the given order. */
  public static ByteBuffer pack(List<SampleTally> rows) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(rows.size(), ROW_BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (SampleTally row : rows) {
      bytes
          .putInt(row.sample)
          .put((byte) row.attempted)
          .put((byte) row.successes)
          .putShort((short) row.minimumL0.orElse(NO_SUCCESS));
    }
    return bytes.flip();
  }

  /**
   * The rows of a field.
   *
   * @throws IllegalArgumentException if the bytes are no such table
   */
  public static List<SampleTally> unpack(ByteBuffer bytes) {
    if (bytes.remaining() % ROW_BYTES != 0) {
      throw new IllegalArgumentException(
          "perSample must take a multiple of %d bytes, were %d"
              .formatted(ROW_BYTES, bytes.remaining()));
    }
    ByteBuffer view = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    List<SampleTally> rows = new ArrayList<>(view.remaining() / ROW_BYTES);
    while (view.hasRemaining()) {
      int sample = view.getInt();
      int attempted = Byte.toUnsignedInt(view.get());
      int successes = Byte.toUnsignedInt(view.get());
      int l0 = Short.toUnsignedInt(view.getShort());
      rows.add(
          new SampleTally(
              sample,
              attempted,
              successes,
              l0 == NO_SUCCESS ? OptionalInt.empty() : OptionalInt.of(l0)));
    }
    return List.copyOf(rows);
  }

  private static void require(String name, int value, int maximum) {
    if (value < 0 || value > maximum) {
      throw new IllegalArgumentException(
          "%s must be in [0, %d], was %d".formatted(name, maximum, value));
    }
  }
}
