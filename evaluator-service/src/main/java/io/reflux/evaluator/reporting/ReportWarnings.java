package io.reflux.evaluator.reporting;

import io.reflux.evaluator.scoring.AttackSetup;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.InaccurateModel;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.SaturatedSoftmax;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarnings;
import io.reflux.schemas.avro.LogitGap;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.Warning;
import io.reflux.schemas.topic.AttackKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects what may make the numbers of a report misleading, in the order of the report. */
final class ReportWarnings {

  /**
   * From this gap of the two largest logits on, the largest probability rounds to 1 in float32: it
   * is less than exp(-17.33) away from 1, and what is within 2^-25 of 1 rounds to it.
   */
  private static final double SATURATING_GAP = 17.33;

  private ReportWarnings() {}

  /** Warnings on a model itself and on its attacks taken together. */
  static List<Warning> ofModel(
      String modelId, Optional<FinishedModel> model, ModelFindings findings) {
    List<Warning> warnings = new ArrayList<>();
    Optional<ModelQuality> measured = model.flatMap(FinishedModel::quality);
    measured.flatMap(quality -> inaccuracy(modelId, quality)).ifPresent(warnings::add);
    measured.flatMap(quality -> saturation(modelId, quality)).ifPresent(warnings::add);
    ReliabilityWarnings.ofAttacks(findings.evidence())
        .forEach(warning -> warnings.add(message(modelId, warning, warning.evidence())));
    return warnings;
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
        .map(known -> score.standing().samples().metric(1, known))
        .flatMap(metric -> ReliabilityWarnings.ofScore(score.standing().score(), metric).stream())
        .map(warning -> message(key.text(), warning, warning.evidence()))
        .toList();
  }

  private static Optional<Warning> inaccuracy(String modelId, ModelQuality quality) {
    return Optional.of(new InaccurateModel(quality.getTestAccuracy(), quality.getTestSamples()))
        .filter(warning -> warning.accuracy() < InaccurateModel.THRESHOLD)
        .map(warning -> message(modelId, warning, warning.evidence()));
  }

  /**
   * The record of a model's quality has quantiles of the gap, not the count of saturated samples;
   * the median beyond the gap says that at least half of the samples are.
   */
  private static Optional<Warning> saturation(String modelId, ModelQuality quality) {
    return quality
        .getLogitGap()
        .map(LogitGap::getMedian)
        .filter(median -> median >= SATURATING_GAP)
        .map(
            median ->
                message(
                    modelId,
                    new SaturatedSoftmax(0, quality.getTestSamples(), median),
                    String.format(
                        Locale.ROOT,
                        "the median logit gap over %d test samples is %.1f; a probability rounds"
                            + " to 1 in float32 from %.1f on",
                        quality.getTestSamples(),
                        median,
                        SATURATING_GAP)));
  }

  private static Warning message(String subject, ReliabilityWarning warning, String evidence) {
    return Warning.newBuilder()
        .setCode(warning.code())
        .setSubject(subject)
        .setCause(warning.cause())
        .setEvidence(evidence)
        .setAdvice(warning.advice())
        .build();
  }
}
