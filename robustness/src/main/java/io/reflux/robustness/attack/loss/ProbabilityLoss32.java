package io.reflux.robustness.attack.loss;

/**
 * The cross-entropy {@code -log F_c}, to leave c, or its negative, to reach it, differentiated
 * through the probabilities as float32 arithmetic does: the derivative of the logarithm first,
 * {@code g = -1 / F_c}, then that of softmax, {@code F_k * (g_k - sum_j g_j F_j)}.
 *
 * <p>What is lost is the point of keeping it. To leave c: F_c rounds to 1 once the others are about
 * 17 logits behind, which takes c out of the gradient, and F_k of every other class is zero beyond
 * 103.97, which leaves none. To reach c: F_c itself is zero there. A logarithm of zero would be
 * infinite and its derivative not a number; as the frameworks do, the probability is held at the
 * smallest normal float32, which leaves the derivative of softmax, exactly zero.
 */
record ProbabilityLoss32() implements Loss {

  @Override
  public double value(float[] logits, Aim aim) {
    float probability = Softmax.float32(logits)[aim.target()];
    return -aim.sign() * (float) StrictMath.log(Math.max(probability, Float.MIN_NORMAL));
  }

  @Override
  public void seed(float[] logits, Aim aim, float[] seed) {
    float[] probabilities = Softmax.float32(logits);
    int c = aim.target();
    float slope = -aim.sign() / Math.max(probabilities[c], Float.MIN_NORMAL);
    float mean = slope * probabilities[c];
    for (int k = 0; k < seed.length; k++) {
      seed[k] = probabilities[k] * ((k == c ? slope : 0) - mean);
    }
  }

  @Override
  public String toString() {
    return "the float32 cross-entropy";
  }
}
