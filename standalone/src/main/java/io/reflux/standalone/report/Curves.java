package io.reflux.standalone.report;

import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PublishedComparison;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The lines of the chart: one per attack on the students, on the teachers, and the paper's. */
final class Curves {

  private Curves() {}

  static List<Curve> of(RobustnessReport report) {
    List<Curve> curves = new ArrayList<>();
    List<RobustnessScore> scores =
        ScoreOrder.sorted(report).stream().filter(score -> score.getAttempted() > 0).toList();
    AttackTitles titles = new AttackTitles(scores);
    List<String> attacks =
        scores.stream()
            .map(RobustnessScore::getAttackId)
            .distinct()
            .sorted(Comparator.comparing(titles::of))
            .toList();
    for (String attack : attacks) {
      addUnlessEmpty(
          curves, new Curve(titles.of(attack), Curve.Kind.STUDENT, students(scores, attack)));
    }
    for (String attack : attacks) {
      addUnlessEmpty(
          curves,
          new Curve(
              titles.of(attack) + ", never distilled",
              Curve.Kind.TEACHER,
              points(scores, attack, ModelRole.TEACHER)));
    }
    published(report)
        .forEach(
            (source, points) ->
                curves.add(new Curve("published: " + source, Curve.Kind.PUBLISHED, points)));
    return curves;
  }

  /** The students and, in the column of the undefended, the baseline. */
  private static List<Curve.Point> students(List<RobustnessScore> scores, String attack) {
    List<Curve.Point> points = new ArrayList<>(points(scores, attack, ModelRole.BASELINE));
    points.addAll(points(scores, attack, ModelRole.STUDENT));
    return points;
  }

  private static List<Curve.Point> points(
      List<RobustnessScore> scores, String attack, ModelRole role) {
    return scores.stream()
        .filter(score -> score.getAttackId().equals(attack) && score.getRole() == role)
        .map(Curves::point)
        .sorted(Comparator.comparingDouble(Curve.Point::temperature))
        .toList();
  }

  private static Curve.Point point(RobustnessScore score) {
    double temperature =
        score.getRole() == ModelRole.BASELINE ? Curve.Point.UNDEFENDED : score.getTemperature();
    return new Curve.Point(
        temperature, score.getSuccessRate(), score.getWilsonLow(), score.getWilsonHigh());
  }

  /** By source, since two sources attacked in two ways and no line may join them. */
  private static SortedMap<String, List<Curve.Point>> published(RobustnessReport report) {
    return PublishedFigures.of(report).successRates().stream()
        .collect(
            Collectors.groupingBy(
                PublishedComparison::getSource,
                TreeMap::new,
                Collectors.collectingAndThen(Collectors.toList(), Curves::ascending)));
  }

  private static List<Curve.Point> ascending(List<PublishedComparison> published) {
    return published.stream()
        .map(Curves::point)
        .distinct()
        .sorted(Comparator.comparingDouble(Curve.Point::temperature))
        .toList();
  }

  private static Curve.Point point(PublishedComparison published) {
    double rate = published.getPublished();
    return new Curve.Point(
        published.getTemperature().orElse(Curve.Point.UNDEFENDED), rate, rate, rate);
  }

  private static void addUnlessEmpty(List<Curve> curves, Curve curve) {
    if (!curve.points().isEmpty()) {
      curves.add(curve);
    }
  }
}
