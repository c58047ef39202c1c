package io.reflux.robustness.attack.blackbox.random;

/**
 * How a random search goes from large to small changes: a share that falls in steps at fixed places
 * of a search of 10,000 images, and at the same places of a shorter or longer one.
 */
enum Schedule {
  /** Squares: halved each time (Andriushchenko et al. 2020, section 4). */
  SQUARES(
      new int[] {10, 50, 200, 500, 1000, 2000, 4000, 6000, 8000},
      new int[] {2, 4, 8, 16, 32, 64, 128, 256, 512}),
  /** Sets of features (Croce et al. 2022, appendix; their code). */
  SETS(
      new int[] {0, 50, 200, 500, 1000, 2000, 4000, 6000, 8000},
      new int[] {2, 4, 5, 6, 8, 10, 12, 15, 20});

  private static final int REFERENCE = 10_000;

  @SuppressWarnings("ImmutableEnumChecker") // never written to
  private final int[] after;

  @SuppressWarnings("ImmutableEnumChecker") // never written to
  private final int[] divisors;

  Schedule(int[] after, int[] divisors) {
    this.after = after;
    this.divisors = divisors;
  }

  /**
   * The share for the next image.
   *
   * @param share the first one
   * @param drawn how many changes have been drawn
   * @param queries how many images may be asked about in all, at least 1
   */
  double share(double share, int drawn, int queries) {
    long place = (long) REFERENCE * drawn / queries;
    int divisor = 1;
    for (int i = 0; i < after.length; i++) {
      divisor = place > after[i] ? divisors[i] : divisor;
    }
    return share / divisor;
  }
}
