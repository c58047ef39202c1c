package io.reflux.standalone.report;

import java.util.List;

/**
 * One line of the chart.
 *
 * @param title what the legend calls it
 * @param kind how it is drawn
 * @param points ascending by temperature
 */
record Curve(String title, Kind kind, List<Point> points) {

  Curve {
    points = List.copyOf(points);
  }

  /** Who the numbers are of, which decides the stroke. */
  enum Kind {
    STUDENT("solid"),
    TEACHER("dashed"),
    PUBLISHED("dotted");

    private final String styleClass;

    Kind(String styleClass) {
      this.styleClass = styleClass;
    }

    String styleClass() {
      return styleClass;
    }
  }

  /**
   * A success rate.
   *
   * @param temperature 0 stands for an undefended model, which has none
   * @param rate a fraction
   * @param low lower end of its interval, or the rate itself
   * @param high upper end of its interval, or the rate itself
   */
  record Point(double temperature, double rate, double low, double high) {

    static final double UNDEFENDED = 0;

    boolean undefended() {
      return temperature == UNDEFENDED;
    }
  }
}
