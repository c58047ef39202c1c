package io.reflux.robustness.evaluation.quality;

import io.reflux.robustness.evaluation.GradientHistogram;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How large the gradients of a model are over a set of samples, as decimal logarithms of their mean
 * amplitudes.
 *
 * @param histogram how many samples have an amplitude in each range
 * @param aboveRange how many of them have one above 1; the histogram's first range has them too
 * @param medianLog10 the smallest value that half of the samples do not exceed; empty for no
 *     samples, and if it is the logarithm of zero
 */
public record GradientAmplitudes(
    GradientHistogram histogram, long aboveRange, OptionalDouble medianLog10) {

  /**
   * Of all samples.
   *
   * @param log10Amplitudes one per sample, negative infinity for an amplitude of zero
   * @throws IllegalArgumentException if one is NaN or positive infinity
   */
  static GradientAmplitudes of(double[] log10Amplitudes) {
    GradientHistogram histogram = GradientHistogram.EMPTY;
    for (double amplitude : log10Amplitudes) {
      histogram = histogram.plus(amplitude);
    }
    long aboveRange = Arrays.stream(log10Amplitudes).filter(amplitude -> amplitude > 0).count();
    return new GradientAmplitudes(histogram, aboveRange, median(log10Amplitudes));
  }

  private static OptionalDouble median(double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    return sorted.length == 0 || sorted[(sorted.length - 1) / 2] == Double.NEGATIVE_INFINITY
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[(sorted.length - 1) / 2]);
  }
}
