package io.reflux.robustness.evaluation;

import io.reflux.robustness.attack.search.EndReason;
import java.util.OptionalDouble;

/**
 * What scores and the rules about them need to know of one attack outcome.
 *
 * @param sample the sample's index in the test set, at least 0
 * @param source the sample's label, at least 0
 * @param target the class the attack wanted, at least 0; the source if any other class would do
 * @param endReason why the search ended
 * @param success whether the goal is met within the budget, as the harness judged it
 * @param distortion how far the final sample is from the original
 * @param log10GradientAmplitude decimal logarithm of the mean over features of {@code
 *     |dF_target/dx|} on the original at T = 1; negative infinity for a gradient of zero, empty
 *     where it is not known
 * @param course how the search went
 */
public record OutcomeSummary(
    int sample,
    int source,
    int target,
    EndReason endReason,
    boolean success,
    Distortion distortion,
    OptionalDouble log10GradientAmplitude,
    Course course) {

  /** Checks the indices and that an amplitude is a number. */
  public OutcomeSummary {
    if (sample < 0 || source < 0 || target < 0) {
      throw new IllegalArgumentException(
          "sample, source and target must be >= 0, were %d, %d and %d"
              .formatted(sample, source, target));
    }
    log10GradientAmplitude.ifPresent(GradientHistogram::bin);
  }

  /**
   * How a search went.
   *
   * @param queries images it asked the attacked model about, at least 0; 0 also if not known
   * @param logitGap how far the logits of the original are from the goal, at least 0
   * @param earlierGap how far those of the best image were when half of the search was over; NaN if
   *     not known
   * @param finalGap how far those of the final sample are; NaN if they are not finite or not known
   * @param repeatable whether the model gave the same logits when asked about the original again
   */
  public record Course(
      long queries, double logitGap, double earlierGap, double finalGap, boolean repeatable) {

    /** Of a search that nothing is known of. */
    public static final Course UNKNOWN = new Course(0, 0, Double.NaN, Double.NaN, true);

    /** Checks the count. */
    public Course {
      if (queries < 0) {
        throw new IllegalArgumentException("queries must be >= 0, were " + queries);
      }
    }

    /**
     * Whether a search twice as long would have reached the goal, if that doubling had brought as
     * much as the last one: from half of the search to the whole.
     */
    public boolean stillClosing() {
      return earlierGap - finalGap >= finalGap && earlierGap > finalGap;
    }

    /** Whether the final sample is known to be no closer to the goal than the original was. */
    public boolean noCloser() {
      return finalGap >= logitGap;
    }
  }

  /** Whether any class but the source would do. */
  public boolean untargeted() {
    return source == target;
  }
}
