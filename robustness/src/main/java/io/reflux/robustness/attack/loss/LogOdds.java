package io.reflux.robustness.attack.loss;

/**
 * The log-odds against a class c, {@code log((1 - F_c) / F_c) = log sum_{k != c} exp(Z_k) - Z_c},
 * to leave c; and their negative, to reach it.
 *
 * <p>The cross-entropy {@code -log F_c} is {@code log(1 + exp(.))} of it: it rises and falls with
 * it, and its gradient has the same direction, {@code 1 - F_c} times as long. That factor rounds to
 * zero once F_c is sure, and with it the cross-entropy; the log-odds and their gradient keep their
 * digits. So attacks that only compare values and follow directions are those on the cross-entropy,
 * minus the rounding.
 *
 * <p>The seed is {@code softmax} of the other classes minus {@code e_c}.
 */
record LogOdds() implements Loss {

  @Override
  public double value(float[] logits, Aim aim) {
    int c = aim.target();
    double strongest = Softmax.largestOther(logits, c);
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += k == c ? 0 : StrictMath.exp(logits[k] - strongest);
    }
    return aim.sign() * (strongest - logits[c] + StrictMath.log(sum));
  }

  @Override
  public void seed(float[] logits, Aim aim, float[] seed) {
    int c = aim.target();
    double strongest = Softmax.largestOther(logits, c);
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += k == c ? 0 : StrictMath.exp(logits[k] - strongest);
    }
    for (int k = 0; k < logits.length; k++) {
      double share = k == c ? -1 : StrictMath.exp(logits[k] - strongest) / sum;
      seed[k] = (float) (aim.sign() * share);
    }
  }

  @Override
  public String toString() {
    return "the cross-entropy";
  }
}
