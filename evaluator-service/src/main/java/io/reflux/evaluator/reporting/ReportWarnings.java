package io.reflux.evaluator.reporting;

import io.reflux.evaluator.scoring.AttackSetup;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.robustness.evaluation.warning.ReliabilityWarning;
import io.reflux.robustness.evaluation.warning.ReliabilityWarnings;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import io.reflux.schemas.avro.LogitGap;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.Warning;
import io.reflux.schemas.topic.AttackKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Collects what may make the numbers of a report misleading, in the order of the report. */
final class ReportWarnings {

  private ReportWarnings() {}

  /** Warnings on a model itself and on its attacks taken together. */
  static List<Warning> ofModel(
      String modelId, Optional<FinishedModel> model, ModelFindings findings) {
    return Stream.concat(
            model.flatMap(FinishedModel::quality).stream().flatMap(ReportWarnings::ofQuality),
            ReliabilityWarnings.ofAttacks(findings.attacks()).stream())
        .map(warning -> message(modelId, warning))
        .toList();
  }

  /** Warnings on the complete scores of one model, in the order of the scores. */
  static List<Warning> ofScores(Map<AttackKey, ScoreUpdate> complete) {
    return complete.entrySet().stream()
        .map(entry -> ofScore(entry.getKey(), entry.getValue()))
        .flatMap(Collection::stream)
        .toList();
  }

  private static List<Warning> ofScore(AttackKey key, ScoreUpdate score) {
    Optional<AttackSetup> setup = score.standing().setup();
    return setup.stream()
        .flatMap(
            known ->
                ReliabilityWarnings.ofScore(
                    known.attack().spec(),
                    score.standing().score(),
                    score.standing().samples().metric(1, known))
                    .stream())
        .map(warning -> message(key.text(), warning))
        .toList();
  }

  private static Stream<ReliabilityWarning> ofQuality(ModelQuality quality) {
    OptionalDouble medianGap =
        quality.getLogitGap().stream().mapToDouble(LogitGap::getMedian).findFirst();
    return ReliabilityWarnings.ofModel(
        quality.getTestAccuracy(), medianGap, quality.getTestSamples())
        .stream();
  }

  private static Warning message(String subject, ReliabilityWarning warning) {
    return Warning.newBuilder()
        .setCode(warning.code())
        .setSubject(subject)
        .setCause(warning.cause())
        .setEvidence(warning.evidence())
        .setAdvice(warning.advice())
        .setScope(warning.scope().map(Boundary::describe).orElse(""))
        .build();
  }
}
