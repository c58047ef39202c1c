package io.reflux.standalone.report;

import io.reflux.schemas.avro.PublishedComparison;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import java.util.List;
import java.util.Optional;

/** Looks up the paper's numbers in a report. */
record PublishedFigures(List<PublishedComparison> comparisons) {

  private static final String SUCCESS_RATE = "success-rate";
  private static final String ROBUSTNESS = "robustness";

  PublishedFigures {
    comparisons = List.copyOf(comparisons);
  }

  static PublishedFigures of(RobustnessReport report) {
    return new PublishedFigures(report.getComparison());
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
