package io.reflux.robustness.evaluation;

import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.threat.Norm;
import java.util.OptionalDouble;

/**
 * How an attack fared against a model. Means of distances are over the successes, and empty when
 * there is none: a distance of 0 would say that everything succeeds for free.
 *
 * @param sums the outcomes; no count is negative, and there are not more successes than attempts
 */
public record AttackScore(OutcomeSums sums) {

  /** Checks that the sums are those of a set of outcomes. */
  public AttackScore {
    boolean negativeReason = sums.endReasons().values().stream().anyMatch(count -> count < 0);
    if (sums.successes() < 0 || sums.successes() > sums.attempted() || negativeReason) {
      throw new IllegalArgumentException(
          "sums must count a set of outcomes, were %d successes of %d, ended by %s"
              .formatted(sums.successes(), sums.attempted(), sums.endReasons()));
    }
  }

  /** The number of outcomes. */
  public long attempted() {
    return sums.attempted();
  }

  /** The number of successes. */
  public long successes() {
    return sums.successes();
  }

  /** The share of successes, in [0, 1]; empty when nothing was attempted. */
  public OptionalDouble successRate() {
    return attempted() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) successes() / attempted());
  }

  /** The 95 % interval of the success rate; [0, 1] when nothing was attempted. */
  public WilsonInterval interval() {
    return WilsonInterval.of(successes(), attempted());
  }

  /** The mean number of changed features of the successes. */
  public OptionalDouble meanL0() {
    return meanOfSuccesses((double) sums.norms().l0());
  }

  /** The mean Euclidean distance of the successes. */
  public OptionalDouble meanL2() {
    return meanOfSuccesses(sums.norms().l2Units() / NormSums.UNITS_PER_ONE);
  }

  /** The mean over the successes of the largest change of a feature. */
  public OptionalDouble meanLinf() {
    return meanOfSuccesses(sums.norms().linfUnits() / NormSums.UNITS_PER_ONE);
  }

  /** The mean distance of the successes in a norm. */
  public OptionalDouble meanDistance(Norm norm) {
    return switch (norm) {
      case L0 -> meanL0();
      case L2 -> meanL2();
      case LINF -> meanLinf();
    };
  }

  /** The mean number of images asked about; empty when nothing was attempted, or not known. */
  public OptionalDouble meanQueries() {
    long queries = sums.courses().queries();
    return attempted() == 0 || queries == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) queries / attempted());
  }

  /** How many searches ended for a reason. */
  public long ended(EndReason reason) {
    return sums.endReasons().getOrDefault(reason, 0L);
  }

  /** The share of searches that ended for a reason, in [0, 1]; 0 when nothing was attempted. */
  public double shareEnded(EndReason reason) {
    return attempted() == 0 ? 0 : (double) ended(reason) / attempted();
  }

  private OptionalDouble meanOfSuccesses(double sum) {
    return successes() == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / successes());
  }
}
