package io.reflux.standalone.report;

import io.reflux.robustness.evaluation.published.PublishedDataset;
import io.reflux.robustness.evaluation.published.PublishedResults;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PublishedComparison;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Looks up the paper's numbers in a report. Where the paper has none for the data set, its MNIST
 * numbers stand in, marked with an asterisk.
 */
record PublishedFigures(List<PublishedComparison> comparisons, boolean published) {

  private static final String MARK = " *";
  private static final String STAND_IN = "mnist";
  private static final String PAPER_ATTACK = "jsma-f-float32";

  private static final String SUCCESS_RATE = "success-rate";
  private static final String ROBUSTNESS = "robustness";

  PublishedFigures {
    comparisons = List.copyOf(comparisons);
  }

  static PublishedFigures of(RobustnessReport report) {
    return new PublishedFigures(
        report.getComparison(), PublishedDataset.named(report.getDataset().getName()).isPresent());
  }

  /** The paper's robustness for the setting of a score, a fraction. */
  Optional<Double> robustness(RobustnessScore score) {
    return comparisons.stream()
        .filter(c -> c.getQuantity().equals(ROBUSTNESS))
        .filter(c -> c.getModelId().equals(score.getModelId()))
        .filter(c -> c.getAttackId().filter(score.getAttackId()::equals).isPresent())
        .map(PublishedComparison::getPublished)
        .findFirst();
  }

  /** The paper's success rate for the setting of a score, as people read it. */
  String success(RobustnessScore score) {
    if (published
        || !score.getMode().equals(PAPER_ATTACK)
        || score.getRole() == ModelRole.TEACHER
        || score.getRole() == ModelRole.EXTERNAL) {
      return Figures.percent(score.getPublished());
    }
    OptionalDouble temperature =
        score.getRole() == ModelRole.BASELINE
            ? OptionalDouble.empty()
            : OptionalDouble.of(score.getTemperature());
    return PublishedResults.load()
        .successRate(STAND_IN, temperature)
        .map(number -> Figures.percent(number.value()) + MARK)
        .orElse(Figures.NONE);
  }

  /** What the asterisk means; empty if there is none. */
  Optional<String> footnote(List<ScoreRow> rows) {
    return rows.stream().anyMatch(row -> row.published().endsWith(MARK))
        ? Optional.of("* the paper's number on MNIST; it has none for this data set")
        : Optional.empty();
  }

  /** The paper's success rates; an empty temperature is its undefended model. */
  List<PublishedComparison> successRates() {
    return comparisons.stream().filter(c -> c.getQuantity().equals(SUCCESS_RATE)).toList();
  }

  /** Where the numbers are from, each source once. */
  List<String> sources() {
    return comparisons.stream()
        .map(PublishedComparison::getSource)
        .filter(source -> !source.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }
}
