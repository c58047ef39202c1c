package io.reflux.robustness.evaluation;

import io.reflux.robustness.attack.search.EndReason;

/**
 * What the searches of one attack took, and how many went in a way that casts doubt on them. Sums
 * of integers, so that they can be taken back exactly.
 *
 * @param queries images that the attacked model was asked about
 * @param stillClosing searches that used up all they had, failed, and would have reached the goal
 *     with as much again if that brought as much as their last half
 * @param noCloser searches that used up all they had, failed, and came no closer to the goal
 * @param unrepeatable outcomes on which the model gave other logits when asked again
 */
public record CourseSums(long queries, long stillClosing, long noCloser, long unrepeatable) {

  /** The sum of nothing. */
  public static final CourseSums ZERO = new CourseSums(0, 0, 0, 0);

  /** With one outcome more. */
  public CourseSums plus(OutcomeSummary outcome) {
    return changed(outcome, 1);
  }

  /** With one outcome less: what undoes {@link #plus}. */
  public CourseSums minus(OutcomeSummary outcome) {
    return changed(outcome, -1);
  }

  private CourseSums changed(OutcomeSummary outcome, long sign) {
    OutcomeSummary.Course course = outcome.course();
    boolean spent = !outcome.success() && outcome.endReason() == EndReason.BUDGET;
    return new CourseSums(
        Math.addExact(queries, sign * course.queries()),
        Math.addExact(stillClosing, spent && course.stillClosing() ? sign : 0),
        Math.addExact(noCloser, spent && course.noCloser() ? sign : 0),
        Math.addExact(unrepeatable, course.repeatable() ? 0 : sign));
  }
}
