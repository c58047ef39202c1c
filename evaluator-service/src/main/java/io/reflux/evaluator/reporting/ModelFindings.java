package io.reflux.evaluator.reporting;

import io.reflux.evaluator.scoring.AttackSetup;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.evaluation.rows.AttackRows;
import io.reflux.robustness.evaluation.rows.BoundaryResult;
import io.reflux.robustness.evaluation.rows.ModelAttacks;
import io.reflux.robustness.evaluation.rows.RowTable;
import io.reflux.schemas.topic.AttackKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the complete attacks on one model say together. The worst case is taken row by row: a row
 * counts as broken if any attack reached its goal, so the rate is at least that of the best single
 * attack and is never a mean of averages.
 *
 * @param attacks the complete attacks
 * @param pairs the worst case over the targeted attacks that count features, pair by pair
 * @param metric the robustness metric over targets and attacks; a sample that none of them broke
 *     counts with the largest of their budgets. Empty without samples
 */
record ModelFindings(ModelAttacks attacks, RowTable pairs, Optional<RobustnessMetric> metric) {

  /** What some complete attacks on the same model say. */
  static ModelFindings of(Map<AttackKey, ScoreUpdate> complete) {
    List<AttackRows> known = new ArrayList<>();
    complete.forEach((key, score) -> rows(key, score).ifPresent(known::add));
    ModelAttacks attacks = new ModelAttacks(known);
    Optional<BoundaryResult> pairs =
        attacks.pairs().filter(result -> result.worstCase().attempted() > 0);
    Optional<Integer> features =
        complete.values().stream()
            .flatMap(score -> score.standing().setup().stream())
            .map(AttackSetup::features)
            .findFirst();
    return new ModelFindings(
        attacks,
        pairs.map(BoundaryResult::worstCase).orElse(RowTable.EMPTY),
        pairs.flatMap(result -> features.map(count -> metric(result, count))));
  }

  /** The share of pairs that at least one attack broke; empty without pairs. */
  OptionalDouble worstSuccess() {
    return pairs.attempted() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) pairs.reached() / pairs.attempted());
  }

  private static RobustnessMetric metric(BoundaryResult pairs, int features) {
    return RobustnessMetric.of(pairs.cells(), (int) pairs.boundary().budget(), features);
  }

  private static Optional<AttackRows> rows(AttackKey key, ScoreUpdate score) {
    return score
        .standing()
        .setup()
        .flatMap(
            setup ->
                score
                    .rows()
                    .map(
                        rows ->
                            new AttackRows(
                                key.attackId(),
                                setup.attack().spec(),
                                score.standing().score(),
                                rows)));
  }
}
