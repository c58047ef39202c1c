package io.reflux.robustness.attack;

import io.reflux.robustness.attack.search.EndReason;
import java.util.OptionalDouble;

/**
 * What an attack did to one sample for one target. The distances and the success are the harness's
 * own measurements on the final, clipped sample.
 *
 * @param sample the sample's index in its data set
 * @param source its label
 * @param target the class the attack wanted; the source itself if any other class will do
 * @param endReason why the search ended; {@link EndReason#SUCCESS} with {@code success} false is a
 *     search that was wrong about its own result; {@link EndReason#NON_FINITE} also when the final
 *     sample or its logits are not finite
 * @param success whether the goal is met within the budget: the target has the largest logit (the
 *     lowest class wins a tie), or any other class than the source has
 * @param l0 how many features differ from the original
 * @param l2 the Euclidean distance
 * @param linf the largest change of a feature, in [0, 1]
 * @param effort what the search took
 * @param logitGap how far the original is from the goal, as {@link #finalGap}, but at least 0
 * @param finalGap how far the final sample is from the goal: the largest logit of the other classes
 *     minus that of the target, or for an untargeted goal the logit of the source minus the largest
 *     other one; not positive on success; NaN if a logit is not finite
 * @param log10GradientAmplitude decimal logarithm of the mean over features of {@code
 *     |dF_target/dx|} on the original at T = 1, computed in log space; negative infinity if the
 *     logits do not depend on the input at all, NaN if a logit or derivative is not finite
 * @param adversarialClass the class with the largest logit on the final sample
 * @param repeatable whether the model gave the same logits when asked about the original again
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
    Effort effort,
    float logitGap,
    float finalGap,
    double log10GradientAmplitude,
    int adversarialClass,
    boolean repeatable,
    SparsePerturbation perturbation) {

  /** Checks that the distances belong to the perturbation. */
  public AttackOutcome {
    if (l0 != perturbation.size()) {
      throw new IllegalArgumentException(
          "l0 must be the size of the perturbation %d, was %d".formatted(perturbation.size(), l0));
    }
  }

  /**
   * What a search took for one row.
   *
   * @param iterations how many it made, at least 0
   * @param queries how many images it asked the attacked model about, at least 0
   * @param earlierGap how far the best image was from the goal, as {@code finalGap} counts it, when
   *     half of the iterations were over; NaN if not known
   */
  public record Effort(int iterations, long queries, float earlierGap) {

    /** Checks the ranges. */
    public Effort {
      if (iterations < 0 || queries < 0) {
        throw new IllegalArgumentException(
            "iterations and queries must be >= 0, were %d and %d".formatted(iterations, queries));
      }
    }
  }

  /** Whether any class but the source would do. */
  public boolean untargeted() {
    return source == target;
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
