package io.reflux.evaluator.reporting;

import io.reflux.robustness.evaluation.SampleCells;
import io.reflux.robustness.evaluation.rows.AttackRows;
import io.reflux.robustness.evaluation.rows.BoundaryResult;
import io.reflux.robustness.evaluation.verdict.VerdictRules;
import io.reflux.schemas.avro.ThreatModelResult;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes down what attacks achieved together, one result for each boundary of theirs. */
final class ThreatModels {

  private ThreatModels() {}

  /**
   * The results of a model.
   *
   * @param accuracy on the test images, a fraction
   * @param judged whether all attacks on the model are complete, so that verdicts can be given
   */
  static List<ThreatModelResult> of(ModelFindings findings, double accuracy, boolean judged) {
    return findings.attacks().boundaries().stream()
        .map(
            result ->
                message(result)
                    .setVerdict(
                        judged
                            ? VerdictRules.judgeBoundary(accuracy, findings.attacks(), result)
                                .verdict()
                                .name()
                            : "")
                    .build())
        .toList();
  }

  private static ThreatModelResult.Builder message(BoundaryResult result) {
    return ThreatModelResult.newBuilder()
        .setNorm(result.boundary().norm().label())
        .setBudget(result.boundary().budget())
        .setGoal(result.boundary().goal().label())
        .setAttackIds(result.attacks().stream().map(AttackRows::id).toList())
        .setSamples(result.samples())
        .setBroken(result.broken())
        .setRate(result.rate().orElse(0))
        .setWilsonLow(result.interval().low())
        .setWilsonHigh(result.interval().high())
        .setPerSample(ByteBuffer.wrap(SampleCells.encode(result.cells())));
  }
}
