package io.reflux.robustness.evaluation.rows;

import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.evaluation.AttackScore;
import io.reflux.robustness.evaluation.Distortion;
import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.OutcomeSums;
import io.reflux.robustness.threat.Goal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/** Attacks made of counts: nine targets to a sample, or one row to a sample if untargeted. */
public final class AttackFixture {

  private static final int TARGETS = 9;

  private AttackFixture() {}

  /** A targeted saliency map attack with the paper's budget; its first rows are reached. */
  public static AttackRows saliency(String mode, int successes, int attempted) {
    AttackSpec spec = AttackSpec.of(mode, 1, 112);
    return rows(
        spec.mode().usesTemperature() ? spec.withTemperature(10) : spec, successes, attempted);
  }

  /** An untargeted attack; its first rows are reached, with all of its budget. */
  public static AttackRows untargeted(
      AttackMode mode, double budget, int successes, int attempted) {
    return rows(AttackSpec.of(mode, budget).withGoal(Goal.UNTARGETED), successes, attempted);
  }

  /** An attack whose first rows are reached, with all of its budget. */
  public static AttackRows rows(AttackSpec spec, int successes, int attempted) {
    boolean[] reached = new boolean[attempted];
    Arrays.fill(reached, 0, successes, true);
    List<OutcomeSummary> outcomes = new ArrayList<>();
    for (int row = 0; row < attempted; row++) {
      double distance = Double.isInfinite(spec.budget()) ? 1 : spec.budget();
      outcomes.add(outcome(spec, row, reached[row], distance));
    }
    return of(spec, outcomes);
  }

  /** An untargeted attack without a budget, with a distance for each sample; infinite = failed. */
  public static AttackRows unbounded(AttackMode mode, double... distances) {
    AttackSpec spec = AttackSpec.of(mode, Double.POSITIVE_INFINITY).withGoal(Goal.UNTARGETED);
    List<OutcomeSummary> outcomes = new ArrayList<>();
    for (int row = 0; row < distances.length; row++) {
      boolean reached = distances[row] < Double.POSITIVE_INFINITY;
      outcomes.add(outcome(spec, row, reached, reached ? distances[row] : 0));
    }
    return of(spec, outcomes);
  }

  /** An untargeted attack that reaches just these of its samples. */
  public static AttackRows reaching(
      AttackMode mode, double budget, int attempted, Integer... samples) {
    AttackSpec spec = AttackSpec.of(mode, budget).withGoal(Goal.UNTARGETED);
    List<OutcomeSummary> outcomes = new ArrayList<>();
    for (int row = 0; row < attempted; row++) {
      outcomes.add(outcome(spec, row, List.of(samples).contains(row), budget));
    }
    return of(spec, outcomes);
  }

  /** The attack that some outcomes are of. */
  public static AttackRows of(AttackSpec spec, Collection<OutcomeSummary> outcomes) {
    OutcomeSums sums = OutcomeSums.ZERO;
    for (OutcomeSummary outcome : outcomes) {
      sums = sums.plus(outcome);
    }
    return new AttackRows(
        "a-" + spec.mode().label() + "-" + spec.budget(),
        spec,
        new AttackScore(sums),
        RowTable.of(outcomes, spec.boundary().norm()));
  }

  private static OutcomeSummary outcome(
      AttackSpec spec, int row, boolean success, double distance) {
    boolean targeted = spec.goal() == Goal.TARGETED;
    int l0 = (int) Math.min(distance, 1000);
    return new OutcomeSummary(
        targeted ? row / TARGETS : row,
        0,
        targeted ? 1 + row % TARGETS : 0,
        success ? EndReason.SUCCESS : EndReason.BUDGET,
        success,
        new Distortion(l0, distance, distance),
        OptionalDouble.empty(),
        OutcomeSummary.Course.UNKNOWN);
  }
}
