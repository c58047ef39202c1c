package io.reflux.benchmarks.streaming;

import java.util.List;
import java.util.Locale;

/**
 * What several runs of the same measurement gave.
 *
 * @param min the smallest
 * @param median the one in the middle, or the mean of the two
 * @param max the largest
 */
record Spread(double min, double median, double max) {

  /** The spread of at least one number. */
  static Spread of(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
  }

  /** The three numbers as columns. */
  String format(String pattern) {
    return String.format(Locale.ROOT, (pattern + " ").repeat(3).stripTrailing(), min, median, max);
  }
}
