package io.reflux.robustness.evaluation;

import io.reflux.robustness.attack.search.EndReason;
import java.util.OptionalDouble;

/**
 * What a score needs to know of one attack outcome.
 *
 * @param sample the sample's index in the test set, at least 0
 * @param target the class the attack wanted, at least 0
 * @param endReason why the search ended
 * @param success whether the classifier gives the target class, as the harness judged it
 * @param distortion how far the final sample is from the original
 * @param log10GradientAmplitude decimal logarithm of the mean over features of {@code
 *     |dF_target/dx|} on the original at T = 1; negative infinity for a gradient of zero, empty
 *     where it is not known
 */
public record OutcomeSummary(
    int sample,
    int target,
    EndReason endReason,
    boolean success,
    Distortion distortion,
    OptionalDouble log10GradientAmplitude) {

  /** Checks the indices and that an amplitude is a number. */
  public OutcomeSummary {
    if (sample < 0 || target < 0) {
      throw new IllegalArgumentException(
          "sample and target must be >= 0, were " + sample + " and " + target);
    }
    log10GradientAmplitude.ifPresent(GradientHistogram::bin);
  }
}
