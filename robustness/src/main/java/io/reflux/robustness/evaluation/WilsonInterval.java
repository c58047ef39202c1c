package io.reflux.robustness.evaluation;

/**
 * The Wilson score interval of a rate, at 95 %: the rates p for which {@code |k/n - p| <= z *
 * sqrt(p(1-p)/n)}. It stays inside [0, 1] and says something at 0 of n, where the textbook interval
 * has no width. Reference: E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", 1927.
 *
 * <p>When it misleads: it takes attempts as independent. The nine targets of one sample are not,
 * and one training seed is not many, so the true uncertainty is larger.
 *
 * @param low the lower end, in [0, 1]
 * @param high the upper end, in [low, 1]
 */
public record WilsonInterval(double low, double high) {

  /** The 97.5 % quantile of the normal distribution, to the digits the literature gives. */
  private static final double Z = 1.959964;

  /** Checks the order and the range. */
  public WilsonInterval {
    if (!(low >= 0 && low <= high && high <= 1)) {
      throw new IllegalArgumentException(
          "low and high must be ordered in [0, 1], were " + low + " and " + high);
    }
  }

  /**
   * The interval of {@code successes} of {@code attempts}; [0, 1] when nothing was attempted.
   *
   * @throws IllegalArgumentException unless {@code 0 <= successes <= attempts}
   */
  public static WilsonInterval of(long successes, long attempts) {
    if (successes < 0 || successes > attempts) {
      throw new IllegalArgumentException(
          "successes must be in [0, attempts = %d], were %d".formatted(attempts, successes));
    }
    if (attempts == 0) {
      return new WilsonInterval(0, 1);
    }
    double rate = (double) successes / attempts;
    double shrink = 1 + Z * Z / attempts;
    double centre = (rate + Z * Z / (2.0 * attempts)) / shrink;
    double spread = rate * (1 - rate) / attempts + Z * Z / (4.0 * attempts * attempts);
    double half = Z * Math.sqrt(spread) / shrink;
    return new WilsonInterval(
        successes == 0 ? 0 : Math.max(0, centre - half),
        successes == attempts ? 1 : Math.min(1, centre + half));
  }
}
