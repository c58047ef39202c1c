package io.reflux.evaluator.reporting;

import io.reflux.evaluator.scoring.AttackSetup;
import io.reflux.evaluator.scoring.PairTable;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.evaluation.verdict.AttackEvidence;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the complete attacks on one model say together. The worst case is taken per pair: a pair
 * counts as broken if any attack reached its target, so the rate is at least that of the best
 * single attack and is never a mean of averages.
 *
 * @param worst every pair, with what any of the attacks achieved on it
 * @param metric the robustness metric over targets and attacks; a sample that none of them broke
 *     counts with the largest of their budgets. Empty without samples
 * @param evidence the attacks one by one, as a verdict looks at them
 */
record ModelFindings(
    PairTable worst, Optional<RobustnessMetric> metric, List<AttackEvidence> evidence) {

  ModelFindings {
    evidence = List.copyOf(evidence);
  }

  /** What some complete attacks on the same model say. */
  static ModelFindings of(Collection<ScoreUpdate> complete) {
    PairTable worst =
        complete.stream()
            .flatMap(score -> score.pairs().stream())
            .reduce(PairTable.EMPTY, PairTable::or);
    Optional<RobustnessMetric> metric =
        complete.stream()
            .flatMap(score -> score.standing().setup().stream())
            .max(Comparator.comparing(AttackSetup::maxFeatures))
            .filter(setup -> !worst.samples().isEmpty())
            .map(
                setup -> RobustnessMetric.of(worst.cells(), setup.maxFeatures(), setup.features()));
    return new ModelFindings(
        worst, metric, complete.stream().flatMap(score -> evidence(score).stream()).toList());
  }

  /** The share of pairs that at least one attack broke; empty without pairs. */
  OptionalDouble worstSuccess() {
    long attempted = worst.attempted();
    return attempted == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) worst.reached() / attempted);
  }

  private static Optional<AttackEvidence> evidence(ScoreUpdate score) {
    return score
        .standing()
        .setup()
        .map(
            setup ->
                new AttackEvidence(
                    setup.mode(),
                    setup.maxFeatures(),
                    score.standing().score().successes(),
                    score.standing().score().attempted()));
  }
}
