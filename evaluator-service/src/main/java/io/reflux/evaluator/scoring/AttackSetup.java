package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.threat.Goal;
import io.reflux.robustness.threat.Norm;
import java.time.Instant;

/**
 * What is known of an attack on a model before its first outcome.
 *
 * @param expectedOutcomes how many rows will have an outcome, at least 0
 * @param attack what it is
 * @param features number of input features, in [1, 65534]
 * @param plannedAt when it was announced
 */
public record AttackSetup(
    long expectedOutcomes, AnnouncedAttack attack, int features, Instant plannedAt) {

  private static final int MOST_FEATURES = 0xfffe;

  /** Checks the ranges. */
  public AttackSetup {
    if (expectedOutcomes < 0) {
      throw new IllegalArgumentException(
          "expectedOutcomes must be 0 or more, was " + expectedOutcomes);
    }
    if (features < 1 || features > MOST_FEATURES) {
      throw new IllegalArgumentException(
          "features must be in [1, %d], were %d".formatted(MOST_FEATURES, features));
    }
  }

  /** Most features that the attack may change; all of them if it measures in another norm. */
  public int maxFeatures() {
    return attack.spec().maxFeatures(features);
  }

  /** How many rows a sample has, given how many targets a targeted attack tries; 0 if not known. */
  public int rowsPerSample(int targetsPerSample) {
    return untargeted() ? 1 : targetsPerSample;
  }

  /** Whether the robustness metric, which counts features, can be taken of the attack. */
  public boolean countsFeatures() {
    return attack.norm() == Norm.L0;
  }

  /**
   * Checks that an outcome can be of this attack.
   *
   * @throws IllegalArgumentException if it has another goal, or is a success beyond the budget
   */
  void requirePossible(OutcomeSummary outcome) {
    if (outcome.untargeted() != untargeted()) {
      throw new IllegalArgumentException(
          "target must %sbe the true class %d, since the attack is %s, was %d"
              .formatted(
                  untargeted() ? "" : "not ",
                  outcome.source(),
                  attack.spec().goal().label(),
                  outcome.target()));
    }
    double distance =
        attack
            .norm()
            .of(outcome.distortion().l0(), outcome.distortion().l2(), outcome.distortion().linf());
    if (outcome.success() && !countsFeatures() && !attack.spec().boundary().admits(distance)) {
      throw new IllegalArgumentException(
          "a success must be within %s, was at %s"
              .formatted(attack.spec().boundary().limit(), distance));
    }
  }

  /** Whether the other setup announces the same work, whenever it did. */
  boolean sameWork(AttackSetup other) {
    return equals(new AttackSetup(other.expectedOutcomes, other.attack, other.features, plannedAt));
  }

  private boolean untargeted() {
    return attack.spec().goal() == Goal.UNTARGETED;
  }
}
