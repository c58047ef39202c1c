package io.reflux.robustness.evaluation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The compact form of a table of {@link SampleCell}s: 8 bytes per sample, sorted by sample, little
 * endian: int32 sample, uint8 attempted, uint8 successes, uint16 minimum L0. The same cells give
 * the same bytes in whatever order they come.
 */
public final class SampleCells {

  private static final int CELL_BYTES = 8;
  private static final int BYTE_MASK = 0xff;

  private SampleCells() {}

  /**
   * Encodes cells.
   *
   * @throws IllegalArgumentException if a sample comes twice
   */
  public static byte[] encode(Collection<SampleCell> cells) {
    List<SampleCell> sorted = new ArrayList<>(cells);
    sorted.sort(Comparator.comparingInt(SampleCell::sample));
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(sorted.size(), CELL_BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    int previous = -1;
    for (SampleCell cell : sorted) {
      requireAscending(previous, cell.sample());
      previous = cell.sample();
      bytes.putInt(cell.sample());
      bytes.put((byte) cell.attempted()).put((byte) cell.successes());
      bytes.putShort((short) cell.minimumL0());
    }
    return bytes.array();
  }

  /**
   * Decodes what {@link #encode} wrote.
   *
   * @return cells in ascending order of sample
   * @throws IllegalArgumentException if the bytes are not whole cells in ascending order, or a cell
   *     contradicts itself
   */
  public static List<SampleCell> decode(byte[] encoded) {
    if (encoded.length % CELL_BYTES != 0) {
      throw new IllegalArgumentException(
          "encoded cells must have a multiple of 8 bytes, had " + encoded.length);
    }
    ByteBuffer bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    List<SampleCell> cells = new ArrayList<>(encoded.length / CELL_BYTES);
    int previous = -1;
    while (bytes.hasRemaining()) {
      SampleCell cell =
          new SampleCell(
              bytes.getInt(),
              bytes.get() & BYTE_MASK,
              bytes.get() & BYTE_MASK,
              Short.toUnsignedInt(bytes.getShort()));
      requireAscending(previous, cell.sample());
      previous = cell.sample();
      cells.add(cell);
    }
    return List.copyOf(cells);
  }

  private static void requireAscending(int previous, int sample) {
    if (sample <= previous) {
      throw new IllegalArgumentException(
          "samples must ascend without repetition, %d came after %d".formatted(sample, previous));
    }
  }
}
