package io.reflux.robustness.evaluation.verdict;

import io.reflux.robustness.evaluation.WilsonInterval;
import java.util.Locale;

/**
 * How one attack fared, as far as a verdict looks at it.
 *
 * @param mode the attack's name, such as {@code jsma-f-log}
 * @param maxFeatures its budget
 * @param successes outcomes that succeeded
 * @param attempted outcomes
 */
public record AttackEvidence(String mode, int maxFeatures, long successes, long attempted) {

  private static final double PERCENT = 100;

  /** Checks the counts. */
  public AttackEvidence {
    if (mode.isBlank()) {
      throw new IllegalArgumentException("mode must not be blank");
    }
    if (maxFeatures < 0) {
      throw new IllegalArgumentException("maxFeatures must be >= 0, was " + maxFeatures);
    }
    WilsonInterval.of(successes, attempted);
  }

  /** The 95 % interval of the success rate. */
  public WilsonInterval interval() {
    return WilsonInterval.of(successes, attempted);
  }

  /** The evidence in words, such as {@code jsma-f-log succeeds on 80.4 % (362 of 450)}. */
  public String describe() {
    return attempted == 0
        ? mode + " was not attempted"
        : String.format(
            Locale.ROOT,
            "%s succeeds on %.1f %% (%d of %d, 95 %% interval %.1f to %.1f %%)",
            mode,
            PERCENT * successes / attempted,
            successes,
            attempted,
            PERCENT * interval().low(),
            PERCENT * interval().high());
  }
}
