package io.reflux.robustness.evaluation.quality;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.LogitSeeds;

/**
 * The gradient of the predicted class's probability at T = 1, without underflow. With y the
 * predicted class, {@code S = sum_{k != y} F_k} and {@code w_k = F_k / S},
 *
 * <pre>{@code dF_y/dx = F_y * S * (dZ_y/dx - sum_{k != y} w_k dZ_k/dx)}</pre>
 *
 * so the seed (1 for y, -w_k for the others) gives the direction at the scale of the logits, and
 * {@code log F_y + log S} is the rest of the amplitude, however small.
 */
final class PredictedClassGradient implements LogitSeeds {

  private static final double LN_10 = StrictMath.log(10);

  @Override
  public int count() {
    return 1;
  }

  @Override
  public void fill(int row, float[] logits, float[][] seeds) {
    int predicted = predicted(logits);
    double logRivals = logSumExp(logits, predicted);
    for (int k = 0; k < logits.length; k++) {
      seeds[0][k] = k == predicted ? 1 : (float) -StrictMath.exp(logits[k] - logRivals);
    }
  }

  /**
   * The decimal logarithm of the estimate of {@link QualityMeasurement} for one sample.
   *
   * @param gradients the products of the seeds, {@code [rows, features]}
   */
  static double log10Amplitude(float[] logits, FloatMatrix gradients, int row) {
    double sum = 0;
    for (int feature = 0; feature < gradients.columns(); feature++) {
      sum += Math.abs(gradients.at(row, feature));
    }
    double meanOverFeatures = sum / gradients.columns();
    return StrictMath.log10(2.0 / logits.length * meanOverFeatures) + logScale(logits) / LN_10;
  }

  /** {@code log F_y + log S = log F_y + log(1 - F_y)}, in nats. */
  private static double logScale(float[] logits) {
    int predicted = predicted(logits);
    double rivals = logSumExp(logits, predicted) - logits[predicted];
    return rivals - 2 * StrictMath.log1p(StrictMath.exp(rivals));
  }

  /** {@code log sum_{k != except} exp(Z_k)}. */
  static double logSumExp(float[] logits, int except) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logits.length; k++) {
      largest = k == except ? largest : Math.max(largest, logits[k]);
    }
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += k == except ? 0 : StrictMath.exp(logits[k] - largest);
    }
    return largest + StrictMath.log(sum);
  }

  /** The class of the largest logit, the lowest on a tie. */
  static int predicted(float[] logits) {
    return new FloatMatrix(1, logits.length, logits).argMax(0);
  }
}
