package io.reflux.evaluator.scoring;

import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.experiment.PlannedAttack;
import io.reflux.robustness.threat.Norm;

/**
 * What an announced attack is.
 *
 * @param text the canonical specification, as it was announced
 * @param spec what it says
 */
public record AnnouncedAttack(String text, AttackSpec spec) {

  /**
   * Reads a canonical specification.
   *
   * @throws IllegalArgumentException if it is malformed, or an attack that is not known here
   */
  public static AnnouncedAttack parse(String text) {
    return new AnnouncedAttack(text, PlannedAttack.parse(text).spec());
  }

  /** The norm in which it measures. */
  public Norm norm() {
    return spec.boundary().norm();
  }
}
