package io.reflux.robustness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {

  /** The success counts behind the paper's Fig. 7, in percent, rounded to one decimal. */
  @ParameterizedTest
  @CsvSource({
    "863, 94.4, 97.0",
    "819, 89.0, 92.7",
    "740, 79.6, 84.6",
    "222, 22.0, 27.6",
    "61, 5.3, 8.6",
    "12, 0.8, 2.3",
    "13, 0.8, 2.5",
    "4, 0.2, 1.1",
    "791, 85.6, 89.9",
    "835, 90.9, 94.3",
    "789, 85.4, 89.7",
    "603, 63.9, 70.0",
    "428, 44.3, 50.8",
    "164, 15.8, 20.9",
    "119, 11.2, 15.6",
    "84, 7.6, 11.4",
    "56, 4.8, 8.0",
    "46, 3.9, 6.8"
  })
  void intervals_of_900_attempts_are_those_computed_by_hand(
      long successes, double low, double high) {
    WilsonInterval interval = WilsonInterval.of(successes, 900);

    assertThat(100 * interval.low()).isCloseTo(low, within(0.0501));
    assertThat(100 * interval.high()).isCloseTo(high, within(0.0501));
  }

  /** z^2 / (n + z^2) with z^2 = 3.841459 and n = 10. */
  @Test
  void no_success_of_ten_still_has_a_width() {
    assertThat(WilsonInterval.of(0, 10).low()).isZero();
    assertThat(WilsonInterval.of(0, 10).high()).isCloseTo(3.841459 / 13.841459, within(1e-6));
  }

  @Test
  void success_and_failure_mirror_each_other() {
    WilsonInterval few = WilsonInterval.of(3, 50);
    WilsonInterval many = WilsonInterval.of(47, 50);

    assertThat(many.low()).isCloseTo(1 - few.high(), within(1e-12));
    assertThat(many.high()).isCloseTo(1 - few.low(), within(1e-12));
    assertThat(WilsonInterval.of(50, 50).high()).isEqualTo(1);
  }

  @Test
  void nothing_attempted_says_nothing() {
    assertThat(WilsonInterval.of(0, 0)).isEqualTo(new WilsonInterval(0, 1));
  }

  @Test
  void more_successes_than_attempts_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WilsonInterval.of(11, 10))
        .withMessage("successes must be in [0, attempts = 10], were 11");
  }
}
