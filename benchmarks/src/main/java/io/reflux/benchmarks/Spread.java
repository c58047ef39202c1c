package io.reflux.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * The spread of repeated measurements.
 *
 * @param min the smallest
 * @param median the one in the middle, or the mean of the two
 * @param max the largest
 */
public record Spread(double min, double median, double max) {

  /** The spread of some values, at least one. */
  public static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
  }

  /** The three numbers as columns of one pattern, such as {@code %8.1f}. */
  public String format(String pattern) {
    return String.format(Locale.ROOT, (pattern + " ").repeat(3).stripTrailing(), min, median, max);
  }
}
