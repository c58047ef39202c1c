package io.reflux.robustness.evaluation.rows;

import java.util.ArrayList;
import java.util.List;

/**
 * Success over budget from one run of an attack that looks for the smallest change: how many rows
 * have an image at most so far away. It cannot fall. The budgets are a grid of equal steps up to
 * the run's own budget, or without one up to the first round number that no distance exceeds.
 *
 * @param points ascending by budget
 */
public record SuccessCurve(List<Point> points) {

  /** The number of steps. */
  public static final int STEPS = 20;

  private static final double[] ROUND = {1, 2, 5};

  /** Copies the points. */
  public SuccessCurve {
    points = List.copyOf(points);
  }

  /**
   * One budget.
   *
   * @param budget the largest change that counts
   * @param successes rows with an image that close
   */
  public record Point(double budget, long successes) {}

  /**
   * The curve of some rows; without points if no row has an image and there is no budget.
   *
   * @param budget of the run, maybe infinite
   */
  public static SuccessCurve of(RowTable rows, double budget) {
    double[] distances = rows.distances();
    double largest = distances.length == 0 ? 0 : distances[distances.length - 1];
    double end = Double.isInfinite(budget) ? roundUp(largest) : Math.max(budget, largest);
    List<Point> points = new ArrayList<>();
    int within = 0;
    for (int step = 0; step <= STEPS && end > 0; step++) {
      double limit = step == STEPS ? end : end * step / STEPS;
      while (within < distances.length && distances[within] <= limit) {
        within++;
      }
      points.add(new Point(limit, within));
    }
    return new SuccessCurve(points);
  }

  private static double roundUp(double value) {
    if (value == 0) {
      return 0;
    }
    double decade = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : ROUND) {
      if (value <= step * decade) {
        return step * decade;
      }
    }
    return 10 * decade;
  }
}
