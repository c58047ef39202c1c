package io.reflux.robustness.evaluation.rows;

import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.attack.spec.Promise;
import io.reflux.robustness.evaluation.AttackScore;
import io.reflux.robustness.threat.Goal;
import io.reflux.robustness.threat.Knowledge;
import io.reflux.robustness.threat.ThreatModel.Boundary;

/**
 * A complete attack on a model.
 *
 * @param id the attack's id
 * @param spec what it is
 * @param score its sums
 * @param rows its rows
 */
public record AttackRows(String id, AttackSpec spec, AttackScore score, RowTable rows) {

  /** The attack's name. */
  public String name() {
    return spec.mode().label();
  }

  /**
   * Whether what it finds counts within a boundary: it measures in the same norm, wants at least as
   * much, and stays within the budget or looks for the smallest change. An image that has become a
   * certain class has left its own.
   */
  boolean countsWithin(Boundary boundary) {
    return spec.boundary().norm() == boundary.norm()
        && (spec.goal() == boundary.goal() || boundary.goal() == Goal.UNTARGETED)
        && (spec.budget() <= boundary.budget() || smallest());
  }

  /** Whether it also had the whole budget of that boundary, so that its failure counts as well. */
  boolean reachesAllOf(Boundary boundary) {
    return countsWithin(boundary) && spec.budget() >= boundary.budget();
  }

  /**
   * Whether it had at least what a boundary gives, by its own goal and budget or as one that counts
   * within: no failure of it is for want of either.
   */
  boolean givenAtLeast(Boundary boundary) {
    boolean atMostItsGoal = spec.goal() == boundary.goal() || spec.goal() == Goal.UNTARGETED;
    return reachesAllOf(boundary)
        || (spec.boundary().norm() == boundary.norm()
            && atMostItsGoal
            && spec.budget() >= boundary.budget());
  }

  /** Where its failure is to be looked at beside that boundary: there, or within its own. */
  Boundary comparedAt(Boundary boundary) {
    if (reachesAllOf(boundary)) {
      return boundary;
    }
    return smallest()
        ? new Boundary(boundary.norm(), boundary.budget(), spec.goal())
        : spec.boundary();
  }

  /** Whether its distances are measurements. */
  public boolean smallest() {
    return spec.mode().traits().promise() == Promise.SMALLEST;
  }

  /** Whether it sees the gradients, and is one attack and not several. */
  public boolean whiteBox() {
    return spec.mode().traits().knowledge() == Knowledge.WHITE_BOX && !spec.mode().ensemble();
  }

  /** Whether it follows gradients of the model, that no number type takes away, step by step. */
  public boolean exactGradients() {
    return whiteBox() && !spec.mode().limitedByNumberType() && !spec.mode().traits().singleStep();
  }

  /** Whether it can use exact gradients. */
  public boolean usesExactGradients() {
    return exactGradients() || spec.mode().ensemble();
  }

  /** Whether it searches, and needs no gradient of the model. */
  public boolean needsNoGradients() {
    boolean blind = spec.mode().traits().knowledge() != Knowledge.WHITE_BOX;
    return spec.mode().ensemble() || (blind && spec.mode().traits().promise() != Promise.BASELINE);
  }

  /** Whether it asks the model about images and sees no gradient. */
  public boolean blackBox() {
    Knowledge knowledge = spec.mode().traits().knowledge();
    return knowledge == Knowledge.SCORE || knowledge == Knowledge.DECISION;
  }
}
