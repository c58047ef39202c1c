package io.reflux.robustness.attack.saliency;

import io.reflux.robustness.attack.loss.Softmax;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;

/**
 * How large the gradient of the target's probability is on each image, at T = 1 and free of
 * underflow.
 *
 * <p>The amplitude is the mean of {@code |dF_t/dx_i|} over all features (Papernot et al.,
 * "Distillation as a Defense to Adversarial Perturbations", 2016, figure 9). With the seed of
 * {@link LogProbabilityMap} at T = 1, whose product is {@code v}, it is {@code F_t * F_o * mean
 * |v|} where o is the strongest class but the target; the logarithms of the two probabilities come
 * from log-sum-exp in double. So 1e-300 is told from 1e-100 where a float32 gradient is zero for
 * both.
 */
public final class TargetGradients {

  private final FloatMatrix logits;
  private final double[] log10Amplitudes;

  private TargetGradients(FloatMatrix logits, double[] log10Amplitudes) {
    this.logits = logits;
    this.log10Amplitudes = log10Amplitudes;
  }

  /**
   * The seeds of the one product per row that {@link #of} needs.
   *
   * @param targets one class per row
   */
  public static LogitSeeds seeds(int[] targets, int classes) {
    return new LogProbabilityMap(1).seedsFor(targets, classes);
  }

  /**
   * Reads the amplitudes off.
   *
   * @param gradients the logits and the product of {@link #seeds} of each row
   * @param targets one class per row
   */
  public static TargetGradients of(InputGradients gradients, int[] targets) {
    double[] amplitudes = new double[targets.length];
    for (int row = 0; row < amplitudes.length; row++) {
      amplitudes[row] =
          log10Scale(gradients.logits().row(row), targets[row])
              + Math.log10(meanMagnitude(gradients.gradients().get(0), row));
    }
    return new TargetGradients(gradients.logits(), amplitudes);
  }

  /** The logits of the images, {@code [rows, classes]}. */
  public FloatMatrix logits() {
    return logits;
  }

  /**
   * The decimal logarithm of the amplitude of one row: negative infinity if the gradient of the
   * logits themselves is exactly zero, NaN if a logit or a derivative is not finite.
   */
  public double log10Amplitude(int row) {
    return log10Amplitudes[row];
  }

  /** {@code log10(F_t * F_o)}. */
  private static double log10Scale(float[] logits, int target) {
    double logSum = Softmax.logSumExp(logits);
    double targetLog = logits[target] - logSum;
    double otherLog = Softmax.largestOther(logits, target) - logSum;
    return (targetLog + otherLog) / Math.log(10);
  }

  private static double meanMagnitude(FloatMatrix gradient, int row) {
    double sum = 0;
    for (int feature = 0; feature < gradient.columns(); feature++) {
      sum += Math.abs(gradient.at(row, feature));
    }
    return Double.isInfinite(sum) ? Double.NaN : sum / gradient.columns();
  }
}
