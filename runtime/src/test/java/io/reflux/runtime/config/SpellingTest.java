package io.reflux.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  @ParameterizedTest
  @CsvSource({"kitten, sitting, 3", "flaw, lawn, 2", "same, same, 0", "'', abc, 3"})
  void distance_counts_edits(String from, String to, int edits) {
    assertThat(Spelling.distance(from, to)).isEqualTo(edits);
    assertThat(Spelling.distance(to, from)).isEqualTo(edits);
  }

  @Test
  void the_closest_name_is_found_whatever_the_case() {
    assertThat(Spelling.closest("Epoch", List.of("seed", "epochs"))).contains("epochs");
    assertThat(Spelling.closest("sede", List.of("seed", "need"))).contains("seed");
  }

  @Test
  void a_name_that_resembles_none_is_taken_for_none() {
    assertThat(Spelling.closest("zzzz", List.of("seed", "epochs"))).isEmpty();
    assertThat(Spelling.closest("ab", List.of("xy"))).isEmpty();
  }
}
