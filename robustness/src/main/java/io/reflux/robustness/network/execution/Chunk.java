package io.reflux.robustness.network.execution;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive rows of a batch that one program runs at a time.
 *
 * @param first the first row
 * @param count how many rows there are, at least 1
 * @param size the rows of the program; those above {@code count} are filled up with zeros
 */
record Chunk(int first, int count, int size) {

  /** Rows of a large chunk, at which the native operations are fast. */
  static final int LARGE = 32;

  /** Rows of a small chunk, which costs a tenth more per row. */
  static final int SMALL = 8;

  /** Cuts a batch into large chunks; sums over chunks are always taken over these. */
  static List<Chunk> large(int rows) {
    List<Chunk> chunks = new ArrayList<>();
    cut(0, rows, LARGE, chunks);
    return chunks;
  }

  /**
   * Cuts a batch so that every thread is busy to the end: large chunks for each round that all
   * threads share, small ones for the rest where they end sooner.
   */
  static List<Chunk> balanced(int rows, int threads) {
    int whole = rows - rows % (LARGE * threads);
    int rest = rows - whole;
    boolean smallIsSooner = 10 * time(rest, LARGE, threads) > 11 * time(rest, SMALL, threads);
    List<Chunk> chunks = new ArrayList<>();
    cut(0, whole, LARGE, chunks);
    cut(whole, rows, smallIsSooner ? SMALL : LARGE, chunks);
    return chunks;
  }

  /** How many rows a thread computes, zeros included, until all chunks are done. */
  private static int time(int rows, int size, int threads) {
    int chunks = (rows + size - 1) / size;
    return (chunks + threads - 1) / threads * size;
  }

  private static void cut(int from, int to, int size, List<Chunk> chunks) {
    for (int first = from; first < to; first += size) {
      chunks.add(new Chunk(first, Math.min(size, to - first), size));
    }
  }
}
