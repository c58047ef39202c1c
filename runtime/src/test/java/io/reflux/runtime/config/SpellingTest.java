package io.reflux.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  @ParameterizedTest
  @CsvSource({"kitten, sitting, 3", "flaw, lawn, 2", "same, same, 0", "'', abc, 3"})
  void distance_counts_edits(String from, String to, int edits) {
    assertThat(Spelling.distance(from, to)).isEqualTo(edits);
    assertThat(Spelling.distance(to, from)).isEqualTo(edits);
  }
}
