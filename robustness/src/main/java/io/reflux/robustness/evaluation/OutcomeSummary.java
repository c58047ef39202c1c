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
   * @param iterations how many it made, at least 0
   * @param improvedAt the one that found the final sample, in [0, iterations]; 0 for the original,
   *     or if it is not known
   * @param queries images it asked the attacked model about, at least 0; 0 also if not known
   * @param logitGap how far the logits of the original are from the goal, at least 0
   * @param finalGap how far those of the final sample are; NaN if they are not finite or not known
   * @param repeatable whether the model gave the same logits when asked about the original again
   */
  public record Course(
      int iterations,
      int improvedAt,
      long queries,
      double logitGap,
      double finalGap,
      boolean repeatable) {

    /** Of a search that nothing is known of. */
    public static final Course UNKNOWN = new Course(0, 0, 0, 0, Double.NaN, true);

    /** With fewer iterations than this, the last tenth is no stretch of the search. */
    private static final int TENTHS = 10;

    /** Checks the counts. */
    public Course {
      if (iterations < 0 || improvedAt < 0 || improvedAt > iterations || queries < 0) {
        throw new IllegalArgumentException(
            "iterations, improvedAt and queries must be >= 0 and improvedAt <= iterations, were"
                + " %d, %d and %d".formatted(iterations, improvedAt, queries));
      }
    }

    /** Whether the final sample was found in the last tenth of the iterations. */
    public boolean improvedLate() {
      return iterations >= TENTHS && improvedAt > iterations - iterations / TENTHS;
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
