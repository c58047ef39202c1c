package io.reflux.robustness.evaluation;

import io.reflux.robustness.attack.search.EndReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The sum of any number of outcomes of one attack on one model. Adding is commutative and {@link
 * #minus} undoes {@link #plus} exactly, so a corrected or repeated outcome can be taken out and put
 * in again, in whatever order that reaches an aggregate. While a correction is under way a count
 * may be negative; an {@link AttackScore} is made of sums that are whole.
 *
 * @param attempted outcomes
 * @param successes outcomes that succeeded
 * @param endReasons outcomes per end reason; all reasons are present, in their order
 * @param norms distances, over the successes only
 * @param gradients amplitudes, over the outcomes that know theirs
 * @param courses how the searches went
 */
public record OutcomeSums(
    long attempted,
    long successes,
    Map<EndReason, Long> endReasons,
    NormSums norms,
    GradientHistogram gradients,
    CourseSums courses) {

  /** The sum of nothing. */
  public static final OutcomeSums ZERO =
      new OutcomeSums(0, 0, Map.of(), NormSums.ZERO, GradientHistogram.EMPTY, CourseSums.ZERO);

  /** Copies the map and fills in absent reasons with 0. */
  public OutcomeSums {
    Map<EndReason, Long> complete = new EnumMap<>(EndReason.class);
    for (EndReason reason : EndReason.values()) {
      complete.put(reason, endReasons.getOrDefault(reason, 0L));
    }
    endReasons = Collections.unmodifiableMap(complete);
  }

  /**
   * With one outcome more.
   *
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  public OutcomeSums plus(OutcomeSummary outcome) {
    OptionalDouble amplitude = outcome.log10GradientAmplitude();
    return new OutcomeSums(
        Math.addExact(attempted, 1),
        Math.addExact(successes, outcome.success() ? 1 : 0),
        counted(outcome.endReason(), 1),
        outcome.success() ? norms.plus(outcome.distortion()) : norms,
        amplitude.isPresent() ? gradients.plus(amplitude.getAsDouble()) : gradients,
        courses.plus(outcome));
  }

  /** With one outcome less: what undoes {@link #plus}. */
  public OutcomeSums minus(OutcomeSummary outcome) {
    OptionalDouble amplitude = outcome.log10GradientAmplitude();
    return new OutcomeSums(
        Math.addExact(attempted, -1),
        Math.addExact(successes, outcome.success() ? -1 : 0),
        counted(outcome.endReason(), -1),
        outcome.success() ? norms.minus(outcome.distortion()) : norms,
        amplitude.isPresent() ? gradients.minus(amplitude.getAsDouble()) : gradients,
        courses.minus(outcome));
  }

  private Map<EndReason, Long> counted(EndReason reason, long change) {
    Map<EndReason, Long> reasons = new EnumMap<>(endReasons);
    reasons.merge(reason, change, Math::addExact);
    return reasons;
  }
}
