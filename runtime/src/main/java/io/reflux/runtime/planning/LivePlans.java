package io.reflux.runtime.planning;

import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import java.util.Collection;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Tells workers which work is still wanted. Work is unwanted when plans that had it are known and
 * all of them were withdrawn; work that no known plan mentions counts as wanted, since its plan may
 * not have arrived yet.
 */
public final class LivePlans {

  private final Supplier<Collection<ExperimentPlan>> plans;

  /** A view of plans, asked anew for each question. */
  public LivePlans(Supplier<Collection<ExperimentPlan>> plans) {
    this.plans = plans;
  }

  /** Whether some plan still wants the model, or none was ever seen that did. */
  public boolean wants(String modelId) {
    return wanted(model -> model.getModelId().equals(modelId));
  }

  /** Whether some plan still wants the model attacked so, or none was ever seen that did. */
  public boolean wants(String modelId, String attackId) {
    return wanted(
        model -> model.getModelId().equals(modelId) && model.getAttackIds().contains(attackId));
  }

  private boolean wanted(Predicate<PlannedModel> mentions) {
    boolean mentioned = false;
    for (ExperimentPlan plan : plans.get()) {
      if (plan.getModels().stream().anyMatch(mentions)) {
        mentioned = true;
        if (plan.getStatus() == PlanStatus.PLANNED) {
          return true;
        }
      }
    }
    return !mentioned;
  }
}
