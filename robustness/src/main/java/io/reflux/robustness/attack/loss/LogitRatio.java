package io.reflux.robustness.attack.loss;

/**
 * The difference-of-logits ratio (Croce and Hein 2020, equation 6): {@code -(Z_y - max_{i != y}
 * Z_i) / (Z_1st - Z_3rd)} with the logits in falling order. Neither a shift nor a scale of the
 * logits changes it, so a model that was only made surer of itself looks the same. It is positive
 * once y is left.
 *
 * <p>For an untargeted goal; needs three classes. A denominator of zero is taken as 1e-12.
 */
record LogitRatio() implements Loss {

  private static final double TINY = 1e-12;

  @Override
  public double value(float[] logits, Aim aim) {
    return rise(logits, aim.source()) / spread(logits, LogitOrder.largest(logits, 3));
  }

  @Override
  public void seed(float[] logits, Aim aim, float[] seed) {
    int[] order = LogitOrder.largest(logits, 3);
    double spread = spread(logits, order);
    double slope = rise(logits, aim.source()) / spread / spread;
    int other = LogitOrder.largestOthers(logits, aim.source(), 1)[0];
    for (int k = 0; k < logits.length; k++) {
      double risen = (k == other ? 1 : 0) - (k == aim.source() ? 1 : 0);
      double spreads = (k == order[0] ? 1 : 0) - (k == order[2] ? 1 : 0);
      seed[k] = (float) (risen / spread - slope * spreads);
    }
  }

  @Override
  public int leastClasses() {
    return 3;
  }

  @Override
  public String toString() {
    return "the logit ratio";
  }

  private static double rise(float[] logits, int source) {
    return (double) Softmax.largestOther(logits, source) - logits[source];
  }

  private static double spread(float[] logits, int[] order) {
    return Math.max(TINY, (double) logits[order[0]] - logits[order[2]]);
  }
}
