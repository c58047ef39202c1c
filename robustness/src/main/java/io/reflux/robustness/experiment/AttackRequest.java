package io.reflux.robustness.experiment;

import io.reflux.robustness.attack.spec.AttackSpec;
import java.util.List;
import java.util.Set;

/**
 * One attack of an experiment, and the models it is run on.
 *
 * @param spec what the attack computes; without a temperature, since that is the model's, and
 *     without a surrogate, which is the experiment's baseline
 * @param roles the models to attack; the baseline is never attacked with what was made on it
 * @param temperatures of the models to attack; empty = all; the baseline and models made elsewhere
 *     are attacked whatever stands here
 */
public record AttackRequest(AttackSpec spec, Set<ModelRole> roles, List<Double> temperatures) {

  /** Copies the collections. */
  public AttackRequest {
    roles = Set.copyOf(roles);
    temperatures = List.copyOf(temperatures);
  }

  /** Whether a model of that role and temperature is attacked. */
  boolean covers(ModelRole role, double temperature) {
    return roles.contains(role)
        && !(role == ModelRole.BASELINE && spec.mode().transfers())
        && (role == ModelRole.BASELINE
            || role == ModelRole.EXTERNAL
            || temperatures.isEmpty()
            || temperatures.contains(temperature));
  }
}
