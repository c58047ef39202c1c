package io.reflux.robustness.attack;

import java.util.OptionalDouble;

/**
 * What an attack did to one sample for one target. The distances and the success are the harness's
 * own measurements on the final, clipped sample.
 *
 * @param sample the sample's index in its data set
 * @param source its label
 * @param target the class the attack wanted, not the source
 * @param endReason why the search ended; {@link EndReason#SUCCESS} with {@code success} false is a
 *     search that was wrong about its own result; {@link EndReason#NON_FINITE} also when the final
 *     sample or its logits are not finite
 * @param success whether the target has the largest logit (the lowest class wins a tie) within the
 *     budget
 * @param l0 how many features differ from the original
 * @param l2 the Euclidean distance
 * @param linf the largest change of a feature, in [0, 1]
 * @param iterations how many times the search changed the sample
 * @param logitGap largest logit minus target logit of the original, at least 0; NaN if a logit is
 *     not finite
 * @param log10GradientAmplitude decimal logarithm of the mean over features of {@code
 *     |dF_target/dx|} on the original at T = 1, computed in log space; negative infinity if the
 *     logits do not depend on the input at all, NaN if a logit or derivative is not finite
 * @param adversarialClass the class with the largest logit on the final sample
 * @param perturbation what was changed; empty if nothing was
 */
public record AttackOutcome(
    int sample,
    int source,
    int target,
    EndReason endReason,
    boolean success,
    int l0,
    float l2,
    float linf,
    int iterations,
    float logitGap,
    double log10GradientAmplitude,
    int adversarialClass,
    SparsePerturbation perturbation) {

  /** Checks that the classes differ and that the distances belong to the perturbation. */
  public AttackOutcome {
    if (source == target) {
      throw new IllegalArgumentException("target must not be the source class " + source);
    }
    if (l0 != perturbation.size()) {
      throw new IllegalArgumentException(
          "l0 must be the size of the perturbation %d, was %d".formatted(perturbation.size(), l0));
    }
    if (iterations < 0) {
      throw new IllegalArgumentException("iterations must be >= 0, was " + iterations);
    }
  }

  /** The amplitude where it is a number; empty when the gradient is zero or not finite. */
  public OptionalDouble finiteLog10GradientAmplitude() {
    return Double.isFinite(log10GradientAmplitude)
        ? OptionalDouble.of(log10GradientAmplitude)
        : OptionalDouble.empty();
  }

  /**
   * Whether this sample succeeds with at most this many changed features. The search is greedy and
   * its first steps do not depend on the budget, so with theta of +1 or -1 this is also the success
   * of a run with that smaller budget.
   */
  public boolean successWithin(int maxFeatures) {
    return success && l0 <= maxFeatures;
  }
}
