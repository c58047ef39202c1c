package io.reflux.benchmarks;

import java.util.List;

/**
 * The spread of repeated measurements.
 *
 * @param least of them
 * @param median of them, the lower one of two
 * @param most of them
 */
public record Spread(double least, double median, double most) {

  /** The spread of some values, at least one. */
  public static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int last = sorted.size() - 1;
    return new Spread(sorted.get(0), sorted.get(last / 2), sorted.get(last));
  }

  @Override
  public String toString() {
    return "%8.1f %8.1f %8.1f".formatted(least, median, most);
  }
}
