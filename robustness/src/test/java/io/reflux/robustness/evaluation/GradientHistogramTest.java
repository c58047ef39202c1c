package io.reflux.robustness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GradientHistogramTest {

  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "-3, 0",
    "-3.0001, 1",
    "-5, 1",
    "-7, 2",
    "-10, 2",
    "-12, 3",
    "-17, 4",
    "-22, 5",
    "-27, 6",
    "-32, 7",
    "-40, 8",
    "-40.1, 9",
    "-1000, 9",
    "-Infinity, 9"
  })
  void each_amplitude_has_the_range_of_fig_9(double log10Amplitude, int bin) {
    assertThat(GradientHistogram.bin(log10Amplitude)).isEqualTo(bin);
  }

  @Test
  void lower_ends_are_the_papers() {
    assertThat(GradientHistogram.lowerExponent(0)).isEqualTo(-3);
    assertThat(GradientHistogram.lowerExponent(8)).isEqualTo(-40);
    assertThat(GradientHistogram.lowerExponent(9)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void zero_in_float32_is_what_rounds_to_zero() {
    double smallest = Math.log10(Float.MIN_VALUE);

    assertThat((float) Math.pow(10, -45.2)).isZero();
    assertThat(GradientHistogram.zeroInFloat32(-45.2)).isTrue();
    assertThat((float) Math.pow(10, -45.1)).isEqualTo(Float.MIN_VALUE);
    assertThat(GradientHistogram.zeroInFloat32(-45.1)).isFalse();
    assertThat(GradientHistogram.zeroInFloat32(smallest)).isFalse();
  }

  @Test
  void samples_are_counted_by_range_and_float32_zeros_beside_it() {
    GradientHistogram histogram =
        GradientHistogram.EMPTY.plus(-1).plus(-42).plus(-300).plus(Double.NEGATIVE_INFINITY);

    assertThat(histogram.counts()).isEqualTo(List.of(1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 3L));
    assertThat(histogram.float32Zeros()).isEqualTo(2);
    assertThat(histogram.samples()).isEqualTo(4);
  }

  @Test
  void taking_out_undoes_putting_in() {
    assertThat(GradientHistogram.EMPTY.plus(-50).plus(-4).minus(-50).minus(-4))
        .isEqualTo(GradientHistogram.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void what_is_no_amplitude_is_refused(double amplitude) {
    assertThatIllegalArgumentException().isThrownBy(() -> GradientHistogram.bin(amplitude));
  }
}
