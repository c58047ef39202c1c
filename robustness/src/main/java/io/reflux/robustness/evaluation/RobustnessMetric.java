package io.reflux.robustness.evaluation;

import java.util.Collection;
import java.util.OptionalDouble;

/**
 * The distillation paper's robustness: the mean over samples of the smallest perturbation that
 * changes the class, as a share of the input features. Here the smallest perturbation of a sample
 * is the minimum L0 over its targets, and a sample no target of which was reached counts with the
 * whole budget: the reading under which the paper's Fig. 10 agrees with its Fig. 7.
 *
 * <p>When it misleads: it is censored. A sample without success has a smallest perturbation that is
 * <em>larger</em> than the budget, by an unknown amount, so the metric cannot exceed {@link
 * #ceiling()} (112 of 784 features, 14.29 %, for the paper's MNIST) and a number near it says only
 * that the attack failed. It is shown with its ceiling and its count of censored samples.
 *
 * @param changedFeatures the sum over samples of their smallest perturbation, in features
 * @param samples how many samples were seen
 * @param censoredSamples how many of them count with the budget
 * @param maxFeatures the attack's budget, 0 to 65534
 * @param features the number of input features, at least {@code maxFeatures}
 */
public record RobustnessMetric(
    long changedFeatures, int samples, int censoredSamples, int maxFeatures, int features) {

  /** Checks the ranges. */
  public RobustnessMetric {
    if (maxFeatures < 0 || maxFeatures >= SampleCell.NO_SUCCESS || maxFeatures > features) {
      throw new IllegalArgumentException(
          "maxFeatures must be in [0, min(65534, features = %d)], was %d"
              .formatted(features, maxFeatures));
    }
    if (samples < 0 || censoredSamples < 0 || censoredSamples > samples) {
      throw new IllegalArgumentException(
          "censoredSamples must be in [0, samples = %d], were %d"
              .formatted(samples, censoredSamples));
    }
    if (changedFeatures < 0 || changedFeatures > (long) samples * maxFeatures) {
      throw new IllegalArgumentException(
          "changedFeatures must be in [0, samples * maxFeatures = %d], were %d"
              .formatted((long) samples * maxFeatures, changedFeatures));
    }
  }

  /**
   * The metric of a table of samples.
   *
   * @param budget how many features the attack may change; more than there are means all
   * @param features the number of input features
   * @throws IllegalArgumentException if a success has changed more features than the budget allows
   */
  public static RobustnessMetric of(Collection<SampleCell> cells, int budget, int features) {
    int maxFeatures = Math.min(budget, features);
    long changed = 0;
    int censored = 0;
    for (SampleCell cell : cells) {
      if (!cell.anySuccess()) {
        censored++;
      } else if (cell.minimumL0() > maxFeatures) {
        throw new IllegalArgumentException(
            "minimum L0 of sample %d must be <= maxFeatures = %d, was %d"
                .formatted(cell.sample(), maxFeatures, cell.minimumL0()));
      }
      changed += cell.anySuccess() ? cell.minimumL0() : maxFeatures;
    }
    return new RobustnessMetric(changed, cells.size(), censored, maxFeatures, features);
  }

  /** The mean share of features, in [0, {@link #ceiling()}]; empty without samples. */
  public OptionalDouble value() {
    return samples == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(changedFeatures / ((double) samples * features));
  }

  /** The largest value this budget can show: {@code maxFeatures / features}. */
  public double ceiling() {
    return (double) maxFeatures / features;
  }

  /** The share of samples that count with the budget, in [0, 1]; 0 without samples. */
  public double censoredShare() {
    return samples == 0 ? 0 : (double) censoredSamples / samples;
  }
}
