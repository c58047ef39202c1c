package io.reflux.robustness.attack.loss;

/**
 * The difference-of-logits ratio towards a class t (Croce and Hein 2020, equation 7): {@code -(Z_y
 * - Z_t) / (Z_1st - (Z_3rd + Z_4th) / 2)} with the logits in falling order. It is positive once t
 * is ahead of y, the source, which does not mean that t wins.
 *
 * <p>Needs four classes and an aim with a target. A denominator of zero is taken as 1e-12.
 */
record TargetedLogitRatio() implements Loss {

  private static final double TINY = 1e-12;

  @Override
  public double value(float[] logits, Aim aim) {
    return rise(logits, aim) / spread(logits, LogitOrder.largest(logits, 4));
  }

  @Override
  public void seed(float[] logits, Aim aim, float[] seed) {
    int[] order = LogitOrder.largest(logits, 4);
    double spread = spread(logits, order);
    double slope = rise(logits, aim) / spread / spread;
    for (int k = 0; k < logits.length; k++) {
      double risen = (k == aim.target() ? 1 : 0) - (k == aim.source() ? 1 : 0);
      double behind = k == order[2] || k == order[3] ? 0.5 : 0;
      double spreads = (k == order[0] ? 1 : 0) - behind;
      seed[k] = (float) (risen / spread - slope * spreads);
    }
  }

  @Override
  public int leastClasses() {
    return 4;
  }

  @Override
  public String toString() {
    return "the targeted logit ratio";
  }

  private static double rise(float[] logits, Aim aim) {
    return (double) logits[aim.target()] - logits[aim.source()];
  }

  private static double spread(float[] logits, int[] order) {
    double behind = ((double) logits[order[2]] + logits[order[3]]) / 2;
    return Math.max(TINY, logits[order[0]] - behind);
  }
}
