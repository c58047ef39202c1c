package io.reflux.standalone.report;

import io.reflux.schemas.avro.DistanceQuantiles;
import io.reflux.schemas.avro.EndReason;
import io.reflux.schemas.avro.GradientHistogram;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.ReportedModel;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code scores.csv}: one row per model and attack. Fractions are in [0, 1]. */
final class ScoresCsv {

  private static final List<String> COLUMNS =
      List.of(
          "experiment_id",
          "model_id",
          "role",
          "temperature",
          "test_accuracy",
          "attack_id",
          "mode",
          "theta",
          "max_features",
          "attempted",
          "expected",
          "complete",
          "successes",
          "success_rate",
          "wilson_low",
          "wilson_high",
          "published_success_rate",
          "mean_l0",
          "mean_l2",
          "mean_linf",
          "robustness",
          "robustness_ceiling",
          "censored_samples",
          "samples",
          "float32_zero_gradients");

  private static final List<String> THREAT_COLUMNS =
      List.of(
          "norm",
          "goal",
          "knowledge",
          "budget",
          "promise",
          "mean_queries",
          "mean_distance",
          "distance_p05",
          "distance_p25",
          "distance_p50",
          "distance_p75",
          "distance_p95",
          "variant");

  private ScoresCsv() {}

  static String of(RobustnessReport report) {
    List<String> head = new ArrayList<>(COLUMNS);
    for (EndReason reason : reasons()) {
      head.add("ended_" + reason.name().toLowerCase(Locale.ROOT));
    }
    head.addAll(THREAT_COLUMNS);
    CsvText csv = new CsvText(head);
    for (RobustnessScore score : ScoreOrder.sorted(report)) {
      csv.add(row(score, accuracy(report, score.getModelId())));
    }
    return csv.toString();
  }

  private static List<Object> row(RobustnessScore score, Optional<Double> accuracy) {
    List<Object> cells = new ArrayList<>();
    cells.addAll(
        List.of(
            score.getExperimentId(), score.getModelId(), score.getRole(), score.getTemperature()));
    cells.add(accuracy);
    cells.addAll(
        List.of(score.getAttackId(), score.getMode(), score.getTheta(), score.getMaxFeatures()));
    cells.addAll(List.of(score.getAttempted(), score.getExpected(), score.getComplete()));
    cells.addAll(List.of(score.getSuccesses(), score.getSuccessRate()));
    cells.addAll(List.of(score.getWilsonLow(), score.getWilsonHigh(), score.getPublished()));
    cells.addAll(List.of(score.getMeanL0(), score.getMeanL2(), score.getMeanLinf()));
    cells.addAll(List.of(score.getRobustness(), score.getRobustnessCeiling()));
    cells.addAll(List.of(score.getCensoredSamples(), score.getSamplesSeen()));
    cells.add(score.getGradientHistogram().map(GradientHistogram::getFloat32Zeros));
    for (EndReason reason : reasons()) {
      cells.add(score.getReasons().getOrDefault(reason.name(), 0L));
    }
    cells.addAll(threat(score));
    return cells;
  }

  private static List<Object> threat(RobustnessScore score) {
    List<Object> cells = new ArrayList<>();
    cells.addAll(List.of(score.getNorm(), score.getGoal(), score.getKnowledge()));
    cells.addAll(List.of(score.getBudget(), score.getPromise(), score.getMeanQueries()));
    cells.add(Limits.meanDistance(score));
    cells.add(score.getDistances().map(DistanceQuantiles::getP05));
    cells.add(score.getDistances().map(DistanceQuantiles::getP25));
    cells.add(score.getDistances().map(DistanceQuantiles::getP50));
    cells.add(score.getDistances().map(DistanceQuantiles::getP75));
    cells.add(score.getDistances().map(DistanceQuantiles::getP95));
    cells.add(score.getVariant());
    return cells;
  }

  private static List<EndReason> reasons() {
    return Arrays.stream(EndReason.values()).filter(r -> r != EndReason.UNKNOWN).toList();
  }

  private static Optional<Double> accuracy(RobustnessReport report, String modelId) {
    return report.getModels().stream()
        .filter(model -> model.getModelId().equals(modelId))
        .findFirst()
        .flatMap(ReportedModel::getQuality)
        .map(ModelQuality::getTestAccuracy);
  }
}
