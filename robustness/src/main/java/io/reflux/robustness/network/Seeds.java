package io.reflux.robustness.network;

/**
 * Derived seeds: every use of randomness reads a generator of its own, named by the numbers that
 * identify the use (seed, epoch, step, ...). Nothing depends on how often another use drew.
 */
public final class Seeds {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /**
   * A seed for the use that {@code path} names. Each number of the path is added to the seed so
   * far, times the golden ratio, and mixed by the finalizer of SplitMix64 (Steele et al. 2014).
   */
  public static long derive(long seed, long... path) {
    long derived = mix(seed + GOLDEN);
    for (long each : path) {
      derived = mix(derived + (each + 1) * GOLDEN);
    }
    return derived;
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
