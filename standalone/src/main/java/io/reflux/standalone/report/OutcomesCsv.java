package io.reflux.standalone.report;

import io.reflux.schemas.avro.AttackOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code outcomes.csv}: one row per attacked (sample, target) pair. */
final class OutcomesCsv {

  private static final List<String> COLUMNS =
      List.of(
          "model_id",
          "attack_id",
          "sample",
          "source",
          "target",
          "end_reason",
          "success",
          "adversarial_class",
          "l0",
          "l2",
          "linf",
          "iterations",
          "logit_gap",
          "log10_gradient_amplitude",
          "earlier_gap",
          "final_gap",
          "queries",
          "repeatable");

  private static final Comparator<AttackOutcome> ORDER =
      Comparator.comparing(AttackOutcome::getModelId)
          .thenComparing(AttackOutcome::getAttackId)
          .thenComparingInt(AttackOutcome::getSample)
          .thenComparingInt(AttackOutcome::getTarget);

  private OutcomesCsv() {}

  static String of(List<AttackOutcome> outcomes) {
    CsvText csv = new CsvText(COLUMNS);
    outcomes.stream().sorted(ORDER).forEach(outcome -> csv.add(row(outcome)));
    return csv.toString();
  }

  private static List<Object> row(AttackOutcome outcome) {
    List<Object> cells = new ArrayList<>();
    cells.addAll(List.of(outcome.getModelId(), outcome.getAttackId()));
    cells.addAll(List.of(outcome.getSample(), outcome.getSource(), outcome.getTarget()));
    cells.addAll(List.of(outcome.getEndReason(), outcome.getSuccess()));
    cells.add(outcome.getAdversarialClass());
    cells.addAll(List.of(outcome.getL0(), outcome.getL2(), outcome.getLinf()));
    cells.addAll(List.of(outcome.getIterations(), outcome.getLogitGap()));
    cells.add(outcome.getLog10GradientAmplitude());
    cells.addAll(List.of(outcome.getEarlierGap(), outcome.getFinalGap()));
    cells.addAll(List.of(outcome.getQueries(), outcome.getRepeatable()));
    return cells;
  }
}
