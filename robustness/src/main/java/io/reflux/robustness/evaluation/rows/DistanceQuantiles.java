package io.reflux.robustness.evaluation.rows;

import java.util.Optional;

/**
 * How far adversarial images are from their originals, in the norm of the attack. Each quantile is
 * a distance that occurs: the smallest that at least that share of the images does not exceed.
 *
 * <p>When it misleads: only attacks that look for the smallest change measure something. The images
 * of others are as far away as their budget lets them be. And it knows successes alone: an attack
 * that fails on the hard rows looks close.
 *
 * @param p05 of 5 %
 * @param p25 of 25 %
 * @param p50 the median
 * @param p75 of 75 %
 * @param p95 of 95 %
 */
public record DistanceQuantiles(double p05, double p25, double p50, double p75, double p95) {

  /** Of the adversarial images of some rows; empty without any. */
  public static Optional<DistanceQuantiles> of(RowTable rows) {
    double[] distances = rows.distances();
    return distances.length == 0
        ? Optional.empty()
        : Optional.of(
            new DistanceQuantiles(
                quantile(distances, 5),
                quantile(distances, 25),
                quantile(distances, 50),
                quantile(distances, 75),
                quantile(distances, 95)));
  }

  private static double quantile(double[] ascending, int percent) {
    int rank = Math.toIntExact(((long) ascending.length * percent + 99) / 100);
    return ascending[Math.max(rank, 1) - 1];
  }
}
