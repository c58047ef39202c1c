package io.reflux.standalone.report;

import java.util.Collection;
import java.util.List;

/**
 * Where numbers stand in the chart: temperatures on a logarithmic axis, success rates on a linear
 * one, and undefended models in a column of their own to the left, because they have no
 * temperature.
 */
record ChartScale(double lowest, double highest) {

  static final int WIDTH = 720;
  static final int HEIGHT = 380;
  static final int LEFT = 52;
  static final int RIGHT = 18;
  static final int TOP = 14;
  static final int BOTTOM = 46;

  /** The column of the undefended models. */
  static final int UNDEFENDED_X = LEFT + 40;

  private static final int FIRST_TEMPERATURE_X = LEFT + 100;
  private static final int LAST_TEMPERATURE_X = WIDTH - RIGHT - 24;

  static ChartScale over(Collection<Double> temperatures) {
    double lowest = temperatures.stream().mapToDouble(t -> t).min().orElse(1);
    double highest = temperatures.stream().mapToDouble(t -> t).max().orElse(1);
    return new ChartScale(lowest, highest);
  }

  double x(double temperature) {
    if (highest <= lowest) {
      return (FIRST_TEMPERATURE_X + LAST_TEMPERATURE_X) / 2.0;
    }
    double share = Math.log(temperature / lowest) / Math.log(highest / lowest);
    return FIRST_TEMPERATURE_X + share * (LAST_TEMPERATURE_X - FIRST_TEMPERATURE_X);
  }

  double y(double fraction) {
    double clamped = Math.max(0, Math.min(1, fraction));
    return TOP + (1 - clamped) * (HEIGHT - TOP - BOTTOM);
  }

  /** Where the axis of success rates has its lines. */
  static List<Double> levels() {
    return List.of(0.0, 0.25, 0.5, 0.75, 1.0);
  }
}
