package io.reflux.robustness.attack.spec;

import io.reflux.robustness.threat.Goal;
import io.reflux.robustness.threat.Knowledge;
import io.reflux.robustness.threat.Norm;
import java.util.List;

/**
 * What is fixed about an attack, whatever its parameters.
 *
 * @param norm in which its budget is measured
 * @param knowledge what it needs to see of the model
 * @param promise what it promises of the samples it finds
 * @param goals what it can aim at, the usual one first
 */
public record AttackTraits(Norm norm, Knowledge knowledge, Promise promise, List<Goal> goals) {

  private static final List<Goal> BOTH = List.of(Goal.UNTARGETED, Goal.TARGETED);

  /** Copies the list. */
  public AttackTraits {
    goals = List.copyOf(goals);
  }

  /** An attack by gradients that stays within a budget, for either goal. */
  static AttackTraits bounded(Norm norm) {
    return new AttackTraits(norm, Knowledge.WHITE_BOX, Promise.WITHIN_BUDGET, BOTH);
  }

  /** An attack by gradients that looks for the smallest change, targeted unless told otherwise. */
  static AttackTraits smallest(Norm norm) {
    return new AttackTraits(
        norm, Knowledge.WHITE_BOX, Promise.SMALLEST, List.of(Goal.TARGETED, Goal.UNTARGETED));
  }

  /** The saliency map attack, which needs a target. */
  static AttackTraits saliencyMap() {
    return smallest(Norm.L0).only(Goal.TARGETED);
  }

  /** Points at random. */
  static AttackTraits chance(Norm norm) {
    return new AttackTraits(norm, Knowledge.DECISION, Promise.BASELINE, BOTH);
  }

  /** The same with another view of the model. */
  AttackTraits seeing(Knowledge other) {
    return new AttackTraits(norm, other, promise, goals);
  }

  /** The same with one goal. */
  AttackTraits only(Goal goal) {
    return new AttackTraits(norm, knowledge, promise, List.of(goal));
  }
}
