package io.reflux.standalone.report;

import io.reflux.schemas.avro.ReportedModel;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of scores in every file: by model as the experiment planned them, then by attack.
 * Scores reach the evaluator in any order, so without this two runs could not be compared.
 */
final class ScoreOrder {

  private ScoreOrder() {}

  static List<RobustnessScore> sorted(RobustnessReport report) {
    Map<String, Integer> ranks = new HashMap<>();
    for (ReportedModel model : report.getModels()) {
      ranks.putIfAbsent(model.getModelId(), ranks.size());
    }
    return report.getScores().stream()
        .sorted(
            Comparator.comparingInt(
                    (RobustnessScore score) ->
                        ranks.getOrDefault(score.getModelId(), Integer.MAX_VALUE))
                .thenComparing(RobustnessScore::getMode)
                .thenComparing(RobustnessScore::getVariant)
                .thenComparing(RobustnessScore::getModelId)
                .thenComparing(RobustnessScore::getAttackId))
        .toList();
  }
}
