package io.reflux.robustness.attack.minimal.carliniwagner;

/**
 * The hyperbolic tangent by additions, multiplications and one division, so that it has the same
 * bits on every processor, interpreted or compiled.
 *
 * <p>With {@code s = exp(2 w) - 1} it is {@code s / (s + 2)}. A Taylor polynomial gives s for a
 * 32nd of the argument, and {@code (1 + s)^2 - 1 = s (s + 2)} doubles the argument without losing
 * the digits of small ones. For |w| up to 9 it is right to 1e-7 of itself.
 */
final class Tanh {

  private Tanh() {}

  /**
   * The tangents of some numbers.
   *
   * @param w in [-9, 9]
   * @param tanh where to write
   */
  static void of(float[] w, double[] tanh) {
    for (int i = 0; i < w.length; i++) {
      tanh[i] = w[i];
    }
    for (int i = 0; i < tanh.length; i++) {
      tanh[i] = smallExponential(tanh[i] / 16);
    }
    for (int i = 0; i < tanh.length; i++) {
      tanh[i] = doubledFiveTimes(tanh[i]);
    }
    for (int i = 0; i < tanh.length; i++) {
      tanh[i] = tanh[i] / (tanh[i] + 2);
    }
  }

  /** {@code exp(t) - 1} for |t| below 0.6: the terms of its series, {@code 1 / n!}, up to n = 8. */
  private static double smallExponential(double t) {
    double high = 1.0 / 24 + t * (1.0 / 120 + t * (1.0 / 720 + t * (1.0 / 5040 + t / 40320)));
    return t * (1 + t * (1.0 / 2 + t * (1.0 / 6 + t * high)));
  }

  private static double doubledFiveTimes(double s) {
    double two = s * (s + 2);
    double four = two * (two + 2);
    double eight = four * (four + 2);
    double sixteen = eight * (eight + 2);
    return sixteen * (sixteen + 2);
  }
}
