package io.reflux.standalone.report;

import io.reflux.standalone.terminal.ModelNames;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The curve of success over temperature as inline SVG: one line per attack, each with its own
 * colour and its own mark, 95 % intervals as thin bars. It takes its colours from the page's style
 * sheet, so it follows the page into the dark.
 */
final class SuccessChart {

  private static final int SERIES_COLOURS = 8;
  private static final double MARK = 4.5;

  private final List<Curve> curves;
  private final TreeSet<Double> temperatures = new TreeSet<>();
  private final ChartScale scale;
  private final StringBuilder svg = new StringBuilder();

  private SuccessChart(List<Curve> curves) {
    this.curves = curves;
    for (Curve curve : curves) {
      curve.points().stream()
          .filter(point -> !point.undefended())
          .forEach(point -> temperatures.add(point.temperature()));
    }
    this.scale = ChartScale.over(temperatures);
  }

  /** The chart with its legend, or nothing if there is nothing to draw. */
  static String of(List<Curve> curves) {
    return curves.isEmpty() ? "" : new SuccessChart(curves).draw();
  }

  private String draw() {
    add(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Success rate of each attack over the"
            + " temperature; the numbers are in the table below\">%n",
        ChartScale.WIDTH, ChartScale.HEIGHT);
    axes();
    for (int i = curves.size() - 1; i >= 0; i--) {
      curve(curves.get(i), i);
    }
    svg.append("</svg>\n");
    legend();
    return svg.toString();
  }

  private void axes() {
    int right = ChartScale.WIDTH - ChartScale.RIGHT;
    for (double level : ChartScale.levels()) {
      double y = scale.y(level);
      add(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
          ChartScale.LEFT, right, y, y);
      add(
          "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f %%</text>%n",
          ChartScale.LEFT - 8, y + 4, level * 100);
    }
    int tickY = ChartScale.HEIGHT - ChartScale.BOTTOM + 18;
    if (curves.stream().anyMatch(curve -> curve.points().get(0).undefended())) {
      tick(ChartScale.UNDEFENDED_X, tickY, "none");
    }
    temperatures.forEach(t -> tick(scale.x(t), tickY, ModelNames.number(t)));
    add(
        "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">distillation temperature"
            + " (logarithmic)</text>%n",
        (ChartScale.LEFT + right) / 2, ChartScale.HEIGHT - 8);
  }

  private void tick(double x, int y, String label) {
    add("<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>%n", x, y, label);
  }

  private void curve(Curve curve, int index) {
    add(
        "<g class=\"%s\"><title>%s</title>%n",
        styleClass(curve, index), Markup.escape(curve.title()));
    StringBuilder path = new StringBuilder();
    for (Curve.Point point : curve.points()) {
      if (!point.undefended()) {
        path.append(path.length() == 0 ? "M" : "L")
            .append(format("%.1f %.1f", x(point), scale.y(point.rate())));
      }
    }
    if (path.length() > 0) {
      add("<path class=\"line\" d=\"%s\"/>%n", path);
    }
    for (Curve.Point point : curve.points()) {
      interval(point);
      mark(x(point), scale.y(point.rate()), index);
    }
    svg.append("</g>\n");
  }

  private void interval(Curve.Point point) {
    if (point.high() > point.low()) {
      double x = x(point);
      add(
          "<line class=\"interval\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
          x, x, scale.y(point.low()), scale.y(point.high()));
    }
  }

  /** Four shapes, so that lines can be told apart without their colours. */
  private void mark(double x, double y, int index) {
    switch (index % 4) {
      case 0 -> add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>%n", x, y, MARK);
      case 1 ->
          add(
              "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
              x - MARK + 0.5, y - MARK + 0.5, 2 * MARK - 1, 2 * MARK - 1);
      case 2 ->
          add(
              "<path d=\"M%.1f %.1fl%.1f %.1fh%.1fz\"/>%n",
              x, y - MARK - 0.5, MARK + 0.5, 2 * MARK, -2 * MARK - 1);
      default ->
          add(
              "<path d=\"M%.1f %.1fl%.1f %.1fl%.1f %.1fl%.1f %.1fz\"/>%n",
              x, y - MARK - 1, MARK + 1, MARK + 1, -MARK - 1, MARK + 1, -MARK - 1, -MARK - 1);
    }
  }

  private void legend() {
    svg.append("<ul class=\"legend\">\n");
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      add(
          "<li class=\"%s\"><svg viewBox=\"0 0 36 14\" aria-hidden=\"true\">",
          styleClass(curve, i));
      add("<path class=\"line\" d=\"M1 7H35\"/>");
      mark(18, 7, i);
      add("</svg>%s</li>%n", Markup.escape(curve.title()));
    }
    svg.append("</ul>\n");
  }

  private double x(Curve.Point point) {
    return point.undefended() ? ChartScale.UNDEFENDED_X : scale.x(point.temperature());
  }

  private static String styleClass(Curve curve, int index) {
    String colour =
        curve.kind() == Curve.Kind.PUBLISHED ? "published" : "series" + index % SERIES_COLOURS;
    return colour + " " + curve.kind().styleClass();
  }

  private void add(String format, Object... arguments) {
    svg.append(format(format, arguments));
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format.replace("%n", "\n"), arguments);
  }
}
