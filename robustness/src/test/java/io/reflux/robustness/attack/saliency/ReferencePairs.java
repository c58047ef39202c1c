package io.reflux.robustness.attack.saliency;

/** The pair search as the paper writes it: every pair, in flat order, the first maximum wins. */
final class ReferencePairs {

  private ReferencePairs() {}

  static PairChoice float32(float[] alpha, float[] beta) {
    PairChoice best = PairChoice.none(PairChoice.Kind.EMPTY_MAP);
    float maximum = 0;
    for (int p = 0; p < alpha.length; p++) {
      for (int q = p + 1; q < alpha.length; q++) {
        float a = alpha[p] + alpha[q];
        float b = beta[p] + beta[q];
        if (a > 0 && b < 0 && -a * b > maximum) {
          maximum = -a * b;
          best = PairChoice.pair(p, q);
        }
      }
    }
    return best;
  }

  static PairChoice float64(double[] alpha, double[] beta) {
    PairChoice best = PairChoice.none(PairChoice.Kind.EMPTY_MAP);
    double maximum = 0;
    for (int p = 0; p < alpha.length; p++) {
      for (int q = p + 1; q < alpha.length; q++) {
        double a = alpha[p] + alpha[q];
        double b = beta[p] + beta[q];
        if (a > 0 && b < 0 && -a * b > maximum) {
          maximum = -a * b;
          best = PairChoice.pair(p, q);
        }
      }
    }
    return best;
  }
}
