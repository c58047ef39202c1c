package io.reflux.robustness.evaluation.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GradientAmplitudesTest {

  private static final double ZERO = Double.NEGATIVE_INFINITY;

  @Test
  void an_amplitude_above_1_is_counted_apart_and_in_the_first_range() {
    GradientAmplitudes amplitudes = GradientAmplitudes.of(new double[] {0.5, 0, -1, -4});

    assertThat(amplitudes.aboveRange()).isEqualTo(1);
    assertThat(amplitudes.histogram().counts()).startsWith(3L, 1L);
    assertThat(amplitudes.histogram().samples()).isEqualTo(4);
  }

  @Test
  void the_median_is_the_smallest_value_that_half_do_not_exceed() {
    assertThat(GradientAmplitudes.of(new double[] {-1, -9, -4}).medianLog10()).hasValue(-4);
    assertThat(GradientAmplitudes.of(new double[] {-1, -9, -4, -6}).medianLog10()).hasValue(-6);
    assertThat(GradientAmplitudes.of(new double[] {ZERO, -9, -4}).medianLog10()).hasValue(-9);
  }

  @Test
  void no_samples_and_a_median_of_zero_have_no_logarithm() {
    assertThat(GradientAmplitudes.of(new double[0]).medianLog10()).isEmpty();
    assertThat(GradientAmplitudes.of(new double[] {ZERO, ZERO, -4}).medianLog10()).isEmpty();
  }

  @Test
  void what_is_not_a_number_is_refused() {
    assertThatThrownBy(() -> GradientAmplitudes.of(new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
