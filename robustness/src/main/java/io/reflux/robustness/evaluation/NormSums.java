package io.reflux.robustness.evaluation;

/**
 * Sums of distances in integers, so that they do not depend on the order of addition and can be
 * taken back exactly. A distance is rounded to a multiple of 2^-32, which a float32 distance of
 * 2^-9 or more already is.
 *
 * @param l0 changed features
 * @param l2Units Euclidean distances in units of 2^-32
 * @param linfUnits largest changes in units of 2^-32
 */
public record NormSums(long l0, long l2Units, long linfUnits) {

  /** The sum of nothing. */
  public static final NormSums ZERO = new NormSums(0, 0, 0);

  /** How many units make a distance of 1. */
  public static final double UNITS_PER_ONE = 0x1p32;

  /**
   * With one distortion more.
   *
   * @throws ArithmeticException if a sum leaves the range of a long; 32,768 samples at the largest
   *     distance a {@link Distortion} takes, or 38 million at that of CIFAR10's images
   */
  public NormSums plus(Distortion distortion) {
    return changed(distortion, 1);
  }

  /** With one distortion less: what undoes {@link #plus}. */
  public NormSums minus(Distortion distortion) {
    return changed(distortion, -1);
  }

  private NormSums changed(Distortion distortion, long sign) {
    return new NormSums(
        Math.addExact(l0, sign * distortion.l0()),
        Math.addExact(l2Units, sign * units(distortion.l2())),
        Math.addExact(linfUnits, sign * units(distortion.linf())));
  }

  private static long units(double distance) {
    return Math.round(distance * UNITS_PER_ONE);
  }
}
