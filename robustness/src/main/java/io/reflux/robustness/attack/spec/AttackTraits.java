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
 * @param arithmetic what its gradients survive
 * @param singleStep whether it takes one step and so cannot correct itself
 */
public record AttackTraits(
    Norm norm,
    Knowledge knowledge,
    Promise promise,
    List<Goal> goals,
    Arithmetic arithmetic,
    boolean singleStep) {

  /** What the gradients of an attack survive. */
  public enum Arithmetic {
    /** Whatever the logits are, a gradient that is not zero is not lost. */
    EXACT,
    /** They are lost where probabilities underflow or round to 1 in their number type. */
    LIMITED_BY_NUMBER_TYPE
  }

  private static final List<Goal> BOTH = List.of(Goal.UNTARGETED, Goal.TARGETED);

  /** Copies the list. */
  public AttackTraits {
    goals = List.copyOf(goals);
  }

  /** An attack by gradients that stays within a budget, for either goal. */
  static AttackTraits bounded(Norm norm) {
    return exact(norm, Knowledge.WHITE_BOX, Promise.WITHIN_BUDGET, BOTH);
  }

  /** An attack by gradients that looks for the smallest change, targeted unless told otherwise. */
  static AttackTraits smallest(Norm norm) {
    return exact(
        norm, Knowledge.WHITE_BOX, Promise.SMALLEST, List.of(Goal.TARGETED, Goal.UNTARGETED));
  }

  /** The saliency map attack, which needs a target. */
  static AttackTraits saliencyMap() {
    return smallest(Norm.L0).only(Goal.TARGETED);
  }

  /** Points at random. */
  static AttackTraits chance(Norm norm) {
    return exact(norm, Knowledge.DECISION, Promise.BASELINE, BOTH);
  }

  /** The same with another view of the model. */
  AttackTraits seeing(Knowledge other) {
    return new AttackTraits(norm, other, promise, goals, arithmetic, singleStep);
  }

  /** The same with one goal. */
  AttackTraits only(Goal goal) {
    return new AttackTraits(norm, knowledge, promise, List.of(goal), arithmetic, singleStep);
  }

  /** The same with gradients that go through probabilities of a fixed width. */
  AttackTraits throughProbabilities() {
    return new AttackTraits(
        norm, knowledge, promise, goals, Arithmetic.LIMITED_BY_NUMBER_TYPE, singleStep);
  }

  /** The same in one step. */
  AttackTraits inOneStep() {
    return new AttackTraits(norm, knowledge, promise, goals, arithmetic, true);
  }

  private static AttackTraits exact(
      Norm norm, Knowledge knowledge, Promise promise, List<Goal> goals) {
    return new AttackTraits(norm, knowledge, promise, goals, Arithmetic.EXACT, false);
  }
}
