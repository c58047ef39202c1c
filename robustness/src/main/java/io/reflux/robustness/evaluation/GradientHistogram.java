package io.reflux.robustness.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many samples have a mean gradient amplitude in each of the ten ranges of Fig. 9 of the
 * distillation paper, from {@code [1e-3, 1]} down to {@code [0, 1e-40)}, and how many have one that
 * float32 cannot hold.
 *
 * <p>Amplitudes come as decimal logarithms, computed without leaving log space, so the last range
 * holds small gradients and not the ones that underflowed on the way. <em>Float32 zeros</em> are
 * the samples whose mean amplitude is 0 when rounded to float32 (at most 2^-150, subnormals kept):
 * what an implementation in float32 counts as a gradient of zero. The paper's last range is nearly
 * that count, not a measurement of amplitudes.
 *
 * @param counts samples per range, large amplitudes first; {@link #BINS} entries
 * @param float32Zeros how many of all samples round to zero in float32
 */
public record GradientHistogram(List<Long> counts, long float32Zeros) {

  /** The number of ranges. */
  public static final int BINS = 10;

  /** A histogram of nothing. */
  public static final GradientHistogram EMPTY =
      new GradientHistogram(Collections.nCopies(BINS, 0L), 0);

  /** Decimal exponents of the lower ends of all ranges but the last. */
  private static final List<Integer> LOWER_EXPONENTS =
      List.of(-3, -5, -10, -15, -20, -25, -30, -35, -40);

  /** Half of the smallest float32 above zero is 2^-150; it rounds to the even neighbour, 0. */
  private static final double LARGEST_FLOAT32_ZERO = -150 * StrictMath.log10(2);

  /** Copies the counts. */
  public GradientHistogram {
    counts = List.copyOf(counts);
    if (counts.size() != BINS) {
      throw new IllegalArgumentException(
          "counts must have %d entries, had %d".formatted(BINS, counts.size()));
    }
  }

  /**
   * The range of an amplitude; amplitudes above 1 belong to the first.
   *
   * @param log10Amplitude negative infinity for an amplitude of zero
   * @return 0 to {@code BINS - 1}
   * @throws IllegalArgumentException if it is NaN or positive infinity
   */
  public static int bin(double log10Amplitude) {
    if (!(log10Amplitude < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "log10Amplitude must be a number below infinity, was " + log10Amplitude);
    }
    int bin = 0;
    while (bin < LOWER_EXPONENTS.size() && log10Amplitude < LOWER_EXPONENTS.get(bin)) {
      bin++;
    }
    return bin;
  }

  /** The decimal exponent of the lower end of a range; negative infinity for the last. */
  public static double lowerExponent(int bin) {
    return bin == BINS - 1 ? Double.NEGATIVE_INFINITY : LOWER_EXPONENTS.get(bin);
  }

  /** Whether an amplitude is 0 when rounded to float32. */
  public static boolean zeroInFloat32(double log10Amplitude) {
    return log10Amplitude <= LARGEST_FLOAT32_ZERO;
  }

  /** With one sample more. */
  public GradientHistogram plus(double log10Amplitude) {
    return changed(log10Amplitude, 1);
  }

  /** With one sample less: what undoes {@link #plus}. */
  public GradientHistogram minus(double log10Amplitude) {
    return changed(log10Amplitude, -1);
  }

  /** The number of samples. */
  public long samples() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  private GradientHistogram changed(double log10Amplitude, long change) {
    int bin = bin(log10Amplitude);
    List<Long> changed = new ArrayList<>(counts);
    changed.set(bin, Math.addExact(counts.get(bin), change));
    long zeros = zeroInFloat32(log10Amplitude) ? change : 0;
    return new GradientHistogram(changed, Math.addExact(float32Zeros, zeros));
  }
}
