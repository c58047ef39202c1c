package io.reflux.robustness.training;

import io.reflux.robustness.network.Parameters;
import io.reflux.robustness.network.execution.NetworkStructure;

/**
 * All that one epoch hands to the next. There is no generator state: every draw of an epoch is
 * derived from the plan's seed and the epoch's number.
 *
 * @param parameters the network's parameters
 * @param velocity the momentum buffer, in the parameters' layout
 * @param epoch how many epochs are done
 * @param loss the mean training loss over the last epoch's batches, nats; NaN before the first
 */
public record TrainingState(Parameters parameters, Parameters velocity, int epoch, double loss) {

  /** Checks that the velocity belongs to the parameters. */
  public TrainingState {
    if (!velocity.layout().equals(parameters.layout())) {
      throw new IllegalArgumentException("velocity must have the layout of the parameters");
    }
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch must be >= 0, was " + epoch);
    }
  }

  /** The state before the first epoch: drawn parameters, no velocity. */
  public static TrainingState initial(NetworkStructure structure, TrainingPlan plan) {
    Parameters drawn = plan.initialization().draw(structure.layout(), plan.seed());
    return new TrainingState(drawn, Parameters.zeros(drawn.layout()), 0, Double.NaN);
  }
}
