package io.reflux.robustness.attack.minimal.carliniwagner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TanhTest {

  private static final int POINTS = 200_000;

  @Test
  void it_is_right_to_seven_digits_of_itself_all_over_its_range() {
    float[] w = new float[POINTS + 1];
    for (int i = 0; i <= POINTS; i++) {
      w[i] = -9 + 18f * i / POINTS;
    }

    assertThat(largestRelativeError(w)).isLessThan(1e-7);
  }

  @Test
  void small_numbers_keep_their_digits() {
    float[] w = new float[80];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) StrictMath.pow(0.5, i) * (i % 2 == 0 ? 1 : -1);
    }

    assertThat(largestRelativeError(w)).isLessThan(1e-7);
  }

  @Test
  void its_distance_to_one_keeps_digits_too() {
    float[] w = new float[901];
    for (int i = 0; i < w.length; i++) {
      w[i] = i / 100f;
    }
    double[] tanh = new double[w.length];
    Tanh.of(w, tanh);

    for (int i = 0; i < w.length; i++) {
      double expected = 2 / (StrictMath.exp(2.0 * w[i]) + 1);
      assertThat((1 - tanh[i]) / expected).isBetween(1 - 1e-6, 1 + 1e-6);
    }
  }

  @Test
  void zero_is_zero() {
    double[] tanh = {1};
    Tanh.of(new float[] {0}, tanh);

    assertThat(tanh[0]).isZero();
  }

  private static double largestRelativeError(float[] w) {
    double[] tanh = new double[w.length];
    Tanh.of(w, tanh);
    double largest = 0;
    for (int i = 0; i < w.length; i++) {
      double expected = StrictMath.tanh(w[i]);
      largest = Math.max(largest, w[i] == 0 ? 0 : Math.abs(tanh[i] / expected - 1));
    }
    return largest;
  }
}
