package io.reflux.robustness.attack.saliency;

import io.reflux.robustness.attack.loss.Softmax;
import io.reflux.robustness.network.InputGradients;

/**
 * The map of the distillation paper: derivatives of the softmax at T = 1, everything in float32.
 *
 * <p>By linearity two products replace the rows of the Jacobian. The seed of row j is {@code dF_j /
 * dZ_k = (delta_jk - F_j) * F_k}; alpha takes the seed of the target's row, beta the float32 sum of
 * the other rows' seeds in class order, which is how the rows themselves would be added. On a
 * saturated model this underflows in three steps, and that is the point of keeping it: {@code F_y =
 * 1} loses the derivative of the winning class (logit gap about 17), {@code alpha * |beta|} rounds
 * to zero (about 52), {@code F_t} is zero (104).
 */
record ProbabilityMap32() implements SaliencyMap {

  @Override
  public int products(int classes) {
    return 2;
  }

  @Override
  public void seeds(float[] logits, int target, float[][] seeds) {
    float[] probabilities = Softmax.float32(logits);
    for (int k = 0; k < logits.length; k++) {
      seeds[0][k] = derivative(probabilities, target, k);
      seeds[1][k] = sumOfOthers(probabilities, target, k);
    }
  }

  @Override
  public FeatureChoice choose(InputGradients gradients, int row, int target, SearchDomain domain) {
    domain.load(gradients.gradients().get(0), gradients.gradients().get(1), row);
    return domain.best(Precision.FLOAT32);
  }

  /** {@code dF_j / dZ_k} in float32. */
  static float derivative(float[] probabilities, int j, int k) {
    return ((j == k ? 1f : 0f) - probabilities[j]) * probabilities[k];
  }

  private static float sumOfOthers(float[] probabilities, int target, int k) {
    float sum = 0;
    for (int j = 0; j < probabilities.length; j++) {
      if (j != target) {
        sum += derivative(probabilities, j, k);
      }
    }
    return sum;
  }
}
