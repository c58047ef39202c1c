package io.reflux.robustness.training;

/**
 * The softmax at a temperature, {@code F_k = exp(Z_k/T) / sum_j exp(Z_j/T)} (Papernot et al. 2016,
 * section II-C). Computed in double with the largest logit subtracted, so that nothing overflows;
 * with {@link StrictMath}, so that the bytes do not depend on the processor.
 */
public final class TemperatureSoftmax {

  private final double temperature;

  /** A softmax at a temperature above 0. */
  public TemperatureSoftmax(double temperature) {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "temperature must be positive and finite, was " + temperature);
    }
    this.temperature = temperature;
  }

  /** T. */
  public double temperature() {
    return temperature;
  }

  /**
   * The natural logarithms of the probabilities.
   *
   * @param logits {@code [classes]}
   * @return {@code [classes]}, each at most 0; NaN if a logit is not finite
   */
  public double[] logProbabilities(float[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    double[] result = new double[logits.length];
    for (int k = 0; k < logits.length; k++) {
      result[k] = (logits[k] - largest) / temperature;
      sum += StrictMath.exp(result[k]);
    }
    double logSum = StrictMath.log(sum);
    for (int k = 0; k < result.length; k++) {
      result[k] -= logSum;
    }
    return result;
  }

  /**
   * The probabilities.
   *
   * @param logits {@code [classes]}
   * @return {@code [classes]} in [0, 1], adding up to 1
   */
  public double[] probabilities(float[] logits) {
    double[] result = logProbabilities(logits);
    for (int k = 0; k < result.length; k++) {
      result[k] = StrictMath.exp(result[k]);
    }
    return result;
  }
}
