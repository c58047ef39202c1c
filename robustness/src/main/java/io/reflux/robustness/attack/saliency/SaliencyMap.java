package io.reflux.robustness.attack.saliency;

import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;

/**
 * The saliency map of the Jacobian-based saliency map attack (Papernot et al., "The Limitations of
 * Deep Learning in Adversarial Settings", 2016, Algorithm 3), for pairs of features or single ones.
 *
 * <p>With {@code alpha_i} the derivative of the target's output with respect to feature i and
 * {@code beta_i} the sum of the derivatives of all other outputs, a pair (p, q) is admissible when
 * {@code alpha_p + alpha_q > 0} and {@code beta_p + beta_q < 0}, and the pair with the largest
 * {@code -(alpha_p + alpha_q) * (beta_p + beta_q)} is chosen, the first in flat order on a tie. For
 * single features it is the same without q. Which of the two is chosen is up to the domain. This is
 * for features that will be increased; for features that will be decreased both signs are flipped
 * ({@code alpha < 0}, {@code beta > 0}).
 *
 * <p>The maps differ in what "output" is. A score of zero from a map on probabilities can mean that
 * no pair helps or that the number type has run out: see {@link FeatureChoice.Kind}.
 *
 * <p>Implementations are immutable and safe for use by several threads; {@link SearchDomain} is the
 * scratch space, one per thread.
 */
public sealed interface SaliencyMap
    permits ProbabilityMap32, JacobianMap32, ProbabilityMap64, LogProbabilityMap, LogitMap {

  /** The number of vector-Jacobian products per row. */
  int products(int classes);

  /**
   * Writes the seeds of the products.
   *
   * @param logits one row, {@code [classes]}
   * @param target the class to reach
   * @param seeds where to write, {@code [products(classes)][classes]}
   */
  void seeds(float[] logits, int target, float[][] seeds);

  /**
   * Chooses the features of one row.
   *
   * @param gradients logits and products of {@link #seeds}, one row per image
   * @param row the row to look at
   * @param target that row's target class
   * @param domain the features that row may still change; its derivatives are overwritten
   */
  FeatureChoice choose(InputGradients gradients, int row, int target, SearchDomain domain);

  /**
   * The seeds of a batch.
   *
   * @param targets one target class per row; shared, not copied
   * @param classes the number of classes
   */
  default LogitSeeds seedsFor(int[] targets, int classes) {
    return new LogitSeeds() {
      @Override
      public int count() {
        return products(classes);
      }

      @Override
      public void fill(int row, float[] logits, float[][] seeds) {
        SaliencyMap.this.seeds(logits, targets[row], seeds);
      }
    };
  }

  /** Softmax at T = 1 in float32 throughout, two products: see {@link ProbabilityMap32}. */
  static SaliencyMap probabilityFloat32() {
    return new ProbabilityMap32();
  }

  /** The same from the whole Jacobian, one product per class: see {@link JacobianMap32}. */
  static SaliencyMap jacobianFloat32() {
    return new JacobianMap32();
  }

  /** Softmax at T = 1, seeds and scores in double: see {@link ProbabilityMap64}. */
  static SaliencyMap probabilityFloat64() {
    return new ProbabilityMap64();
  }

  /**
   * The log-probability of the target in softmax(Z/T), one product: see {@link LogProbabilityMap}.
   *
   * @throws IllegalArgumentException if the temperature is not positive and finite
   */
  static SaliencyMap logProbability(double temperature) {
    return new LogProbabilityMap(temperature);
  }

  /** The logits, two products: see {@link LogitMap}. */
  static SaliencyMap logit() {
    return new LogitMap();
  }
}
