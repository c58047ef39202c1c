package io.reflux.robustness.attack.saliency;

import io.reflux.robustness.attack.loss.Softmax;
import io.reflux.robustness.network.InputGradients;

/**
 * The map on {@code F' = softmax(Z / T)}, exact and free of underflow; with T = 1 it is what {@link
 * ProbabilityMap32} is meant to compute.
 *
 * <p>Probabilities add up to 1, so {@code beta = -alpha}: both conditions are {@code alpha_p +
 * alpha_q > 0}, the score is its square, and the best pair is the two largest alphas, the best
 * single feature the largest. Moreover {@code alpha = F'_t * g / T} with {@code g} the product of
 * the seed {@code e_t - F'}, and the positive factor in front does not change the order: one
 * product is enough.
 *
 * <p>That seed is {@code sum over k != t of F'_k * (e_t - e_k)}. It is divided by the largest
 * {@code F'_k} of those, {@code exp} of differences of logits alone, so it keeps its digits
 * wherever the target stands, also when {@code F'_t} rounds to 1.
 *
 * @param temperature T, positive and finite
 */
record LogProbabilityMap(double temperature) implements SaliencyMap {

  LogProbabilityMap {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "temperature must be positive and finite, was " + temperature);
    }
  }

  @Override
  public int products(int classes) {
    return 1;
  }

  @Override
  public void seeds(float[] logits, int target, float[][] seeds) {
    double strongest = Softmax.largestOther(logits, target);
    double others = 0;
    for (int k = 0; k < logits.length; k++) {
      double share = k == target ? 0 : StrictMath.exp((logits[k] - strongest) / temperature);
      seeds[0][k] = (float) -share;
      others += share;
    }
    seeds[0][target] = (float) others;
  }

  @Override
  public FeatureChoice choose(InputGradients gradients, int row, int target, SearchDomain domain) {
    domain.load(gradients.gradients().get(0), gradients.gradients().get(0), row);
    return domain.largestPulls();
  }
}
