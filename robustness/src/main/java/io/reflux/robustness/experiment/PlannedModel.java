package io.reflux.robustness.experiment;

import java.util.List;

/**
 * One model of an experiment.
 *
 * @param role what it is
 * @param spec how it is made
 * @param attacks what it faces
 */
public record PlannedModel(ModelRole role, ModelSpec spec, List<PlannedAttack> attacks) {

  /** Copies the list. */
  public PlannedModel {
    attacks = List.copyOf(attacks);
  }

  /** The softmax temperature of its training. */
  public double temperature() {
    return spec.plan().temperature();
  }
}
