package io.reflux.robustness.attack.loss;

/**
 * Softmax in both number types, {@code F_k = exp(Z_k / T) / sum_j exp(Z_j / T)}, shifted by the
 * largest logit. The exponential is {@link StrictMath}'s, so that the bits do not depend on the
 * processor.
 */
public final class Softmax {

  private Softmax() {}

  /**
   * Probabilities at T = 1 as float32 arithmetic gives them: terms and sum, in class order, are
   * rounded to float32. The largest rounds to 1 once the others are about 17 logits behind; one
   * that is more than 103.97 behind is exactly 0.
   */
  public static float[] float32(float[] logits) {
    float[] probabilities = new float[logits.length];
    float largest = largest(logits);
    float sum = 0;
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = (float) StrictMath.exp(logits[k] - largest);
      sum += probabilities[k];
    }
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] /= sum;
    }
    return probabilities;
  }

  /** Probabilities at a temperature in double. */
  public static double[] float64(float[] logits, double temperature) {
    double[] probabilities = new double[logits.length];
    double largest = largest(logits);
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = StrictMath.exp((logits[k] - largest) / temperature);
      sum += probabilities[k];
    }
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] /= sum;
    }
    return probabilities;
  }

  /** {@code log sum_k exp(Z_k)} in double; never overflows. */
  public static double logSumExp(float[] logits) {
    double largest = largest(logits);
    double sum = 0;
    for (float logit : logits) {
      sum += StrictMath.exp(logit - largest);
    }
    return largest + StrictMath.log(sum);
  }

  /** The largest logit of the classes but one; NaN if one of them is. */
  public static float largestOther(float[] logits, int except) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < logits.length; k++) {
      largest = k == except ? largest : Math.max(largest, logits[k]);
    }
    return largest;
  }

  private static float largest(float[] logits) {
    float largest = logits[0];
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    return largest;
  }
}
