package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.AttackScore;
import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.OutcomeSums;
import io.reflux.robustness.evaluation.RobustnessMetric;
import java.time.Instant;
import java.util.Optional;

/**
 * How one model stands under one attack. Every part is a sum of integers over the outcomes of now,
 * so two histories that end with the same outcomes end with the same standing.
 *
 * @param setup what the attack is and how many outcomes to expect; empty if not announced yet
 * @param outcomes the sums over outcomes
 * @param successesByL0 how many successes changed that many features
 * @param samples the sums over samples
 * @param latest when the latest of the facts above was reported
 */
public record AttackStanding(
    Optional<AttackSetup> setup,
    OutcomeSums outcomes,
    L0Counts successesByL0,
    SampleSums samples,
    Instant latest) {

  /** Nothing is known. */
  public static final AttackStanding UNKNOWN =
      new AttackStanding(
          Optional.empty(), OutcomeSums.ZERO, L0Counts.NONE, SampleSums.ZERO, Instant.EPOCH);

  /** Checks that no success is beyond the budget. */
  public AttackStanding {
    if (setup.isPresent() && successesByL0.largest() > setup.get().maxFeatures()) {
      throw new IllegalArgumentException(
          "a success must change at most maxFeatures = %d features, changed %d"
              .formatted(setup.get().maxFeatures(), successesByL0.largest()));
    }
  }

  /** Whether every expected outcome is counted. */
  public boolean complete() {
    return setup.filter(known -> outcomes.attempted() >= known.expectedOutcomes()).isPresent();
  }

  /** The rates and means. */
  public AttackScore score() {
    return new AttackScore(outcomes);
  }

  /**
   * The robustness metric of an attack that counts features: of all samples when complete, else of
   * those whose targets have all been attempted, since the smallest L0 over some of the targets
   * would look too large.
   *
   * @param targetsPerSample how many targets each sample has; 0 if not known
   * @return empty while nothing can be said
   */
  public Optional<RobustnessMetric> metric(int targetsPerSample) {
    return setup
        .filter(AttackSetup::countsFeatures)
        .filter(known -> complete() || known.rowsPerSample(targetsPerSample) > 0)
        .map(known -> samples.metric(complete() ? 1 : known.rowsPerSample(targetsPerSample), known))
        .filter(metric -> metric.samples() > 0);
  }

  /** With another announcement, or none. */
  AttackStanding announced(Optional<AttackSetup> announcement) {
    Instant at = announcement.map(AttackSetup::plannedAt).orElse(latest);
    return new AttackStanding(announcement, outcomes, successesByL0, samples, later(at));
  }

  /** With other outcomes of the same sample. */
  AttackStanding replaced(PairChange change) {
    if (setup.isPresent() && change.after().isPresent()) {
      setup.get().requirePossible(change.after().get());
    }
    OutcomeSums sums = outcomes;
    L0Counts counts = successesByL0;
    if (change.before().isPresent()) {
      sums = sums.minus(change.before().get());
      counts = counted(counts, change.before().get(), -1);
    }
    if (change.after().isPresent()) {
      sums = sums.plus(change.after().get());
      counts = counted(counts, change.after().get(), 1);
    }
    SampleSums cells = samples.replaced(change.sampleBefore(), change.sampleAfter());
    return new AttackStanding(setup, sums, counts, cells, later(change.at()));
  }

  private Instant later(Instant instant) {
    return instant.isAfter(latest) ? instant : latest;
  }

  private static L0Counts counted(L0Counts counts, OutcomeSummary outcome, long change) {
    return outcome.success() ? counts.plus(outcome.distortion().l0(), change) : counts;
  }
}
