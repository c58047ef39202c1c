package io.reflux.robustness.evaluation.quality;

/**
 * How large a model's logits are over a set of samples. Training at a temperature T makes them
 * about T times larger, and that, not the soft labels, is what makes softmax at T = 1 saturate (N.
 * Carlini and D. Wagner, arXiv 1607.04311).
 *
 * @param meanAbsolute the mean of |Z| over samples and classes
 * @param gaps the largest logit minus the second largest, over samples
 */
public record LogitStatistics(double meanAbsolute, Quantiles gaps) {

  /** Five quantiles, each the smallest value that so many percent of the values do not exceed. */
  public record Quantiles(
      double percent5, double percent25, double median, double percent75, double percent95) {

    /** The quantiles of at least one value, given in ascending order. */
    static Quantiles ofSorted(float[] sorted) {
      return new Quantiles(
          nearestRank(sorted, 5),
          nearestRank(sorted, 25),
          nearestRank(sorted, 50),
          nearestRank(sorted, 75),
          nearestRank(sorted, 95));
    }

    private static double nearestRank(float[] sorted, int percent) {
      long rank = ((long) sorted.length * percent + 99) / 100;
      return sorted[(int) Math.max(rank, 1) - 1];
    }
  }
}
