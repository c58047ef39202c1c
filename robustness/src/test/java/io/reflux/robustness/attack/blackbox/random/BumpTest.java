package io.reflux.robustness.attack.blackbox.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BumpTest {

  @Test
  void two_peaks_of_three_by_three_are_checked_by_hand() {
    double[] bump = Bump.of(6, 3, true);

    double middle = 1.25 / Math.sqrt(2 * (1.25 * 1.25 + 8 * 0.25 * 0.25));
    for (int i = 0; i < 9; i++) {
      double expected = i == 4 ? middle : middle / 5;
      assertThat(bump[i]).isCloseTo(expected, within(1e-12));
      assertThat(bump[9 + i]).isCloseTo(-expected, within(1e-12));
    }
  }

  @Test
  void peaks_side_by_side_are_those_one_above_the_other_transposed() {
    double[] stacked = Bump.of(5, 5, true);
    double[] beside = Bump.of(5, 5, false);

    for (int i = 0; i < 25; i++) {
      assertThat(beside[i]).isEqualTo(stacked[i % 5 * 5 + i / 5]);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 3", "9, 9", "1, 33", "33, 1", "2, 5", "28, 28"})
  void a_bump_has_unit_length(int height, int width) {
    for (boolean stacked : new boolean[] {true, false}) {
      double[] bump = Bump.of(height, width, stacked);

      assertThat(Arrays.stream(bump).map(value -> value * value).sum()).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void one_pixel_is_one_peak() {
    assertThat(Bump.of(1, 1, true)).containsExactly(-1);
  }
}
