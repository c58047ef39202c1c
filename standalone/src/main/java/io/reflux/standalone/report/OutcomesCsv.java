package io.reflux.standalone.report;

import io.reflux.schemas.avro.AttackOutcome;
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
          "log10_gradient_amplitude");

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
    return List.of(
        outcome.getModelId(),
        outcome.getAttackId(),
        outcome.getSample(),
        outcome.getSource(),
        outcome.getTarget(),
        outcome.getEndReason(),
        outcome.getSuccess(),
        outcome.getAdversarialClass(),
        outcome.getL0(),
        outcome.getL2(),
        outcome.getLinf(),
        outcome.getIterations(),
        outcome.getLogitGap(),
        outcome.getLog10GradientAmplitude());
  }
}
