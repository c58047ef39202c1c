package io.reflux.robustness.attack.saliency;

/** The pair search as the paper writes it: every pair, in flat order, the first maximum wins. */
final class ReferencePairs {

  private ReferencePairs() {}

  static FeatureChoice float32(float[] alpha, float[] beta) {
    FeatureChoice best = FeatureChoice.none(FeatureChoice.Kind.EMPTY_MAP);
    float maximum = 0;
    for (int p = 0; p < alpha.length; p++) {
      for (int q = p + 1; q < alpha.length; q++) {
        float a = alpha[p] + alpha[q];
        float b = beta[p] + beta[q];
        if (a > 0 && b < 0 && -a * b > maximum) {
          maximum = -a * b;
          best = FeatureChoice.pair(p, q);
        }
      }
    }
    return best;
  }

  static FeatureChoice float64(double[] alpha, double[] beta) {
    FeatureChoice best = FeatureChoice.none(FeatureChoice.Kind.EMPTY_MAP);
    double maximum = 0;
    for (int p = 0; p < alpha.length; p++) {
      for (int q = p + 1; q < alpha.length; q++) {
        double a = alpha[p] + alpha[q];
        double b = beta[p] + beta[q];
        if (a > 0 && b < 0 && -a * b > maximum) {
          maximum = -a * b;
          best = FeatureChoice.pair(p, q);
        }
      }
    }
    return best;
  }
}
