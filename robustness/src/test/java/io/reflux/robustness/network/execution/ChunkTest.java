package io.reflux.robustness.network.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void every_row_is_in_one_chunk(int threads) {
    for (int rows = 0; rows < 600; rows++) {
      assertThat(rowsOf(Chunk.balanced(rows, threads))).containsExactly(upTo(rows));
      assertThat(rowsOf(Chunk.large(rows))).containsExactly(upTo(rows));
    }
  }

  /**
   * Worked out by hand: rows computed by the busiest thread, small ones at 1.1 of a large one's.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 2, 8", // 8.8 against 32
    "16, 2, 8 8",
    "40, 2, 8 8 8 8 8", // 26.4 against 32
    "56, 2, 32 32", // 35.2 against 32
    "64, 2, 32 32",
    "75, 2, 32 32 8 8",
    "24, 1, 8 8 8", // 26.4 against 32
    "30, 1, 32", // 35.2 against 32
    "90, 1, 32 32 32",
    "100, 16, 8 8 8 8 8 8 8 8 8 8 8 8 8",
  })
  void the_rest_is_cut_small_where_it_ends_sooner(int rows, int threads, String sizes) {
    assertThat(Chunk.balanced(rows, threads).stream().map(Chunk::size).map(String::valueOf))
        .containsExactly(sizes.split(" ", -1));
  }

  private static int[] rowsOf(List<Chunk> chunks) {
    assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.count()).isBetween(1, chunk.size()));
    return chunks.stream()
        .flatMapToInt(chunk -> IntStream.range(chunk.first(), chunk.first() + chunk.count()))
        .toArray();
  }

  private static int[] upTo(int rows) {
    return IntStream.range(0, rows).toArray();
  }
}
