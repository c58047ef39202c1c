package io.reflux.runtime.planning;

import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Tells workers which work is still wanted. Work is unwanted when no known plan has it and one that
 * had it was withdrawn after the job was queued. A job that is younger than every known withdrawal
 * counts as wanted: the plan that it was queued for is on its way.
 */
public final class LivePlans {

  private final LatestValues<ExperimentPlan> plans;

  /** A view of plans, asked anew for each question. */
  public LivePlans(LatestValues<ExperimentPlan> plans) {
    this.plans = plans;
  }

  /**
   * Waits until the plans that were there at the start are known; answers given before may miss a
   * plan.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public void awaitCaughtUp() throws InterruptedException {
    plans.awaitCaughtUp();
  }

  /**
   * Whether a model is still wanted.
   *
   * @param queuedAt the time in the metadata of the job that makes it
   */
  public boolean wants(String modelId, Instant queuedAt) {
    return wanted(model -> model.getModelId().equals(modelId), queuedAt);
  }

  /**
   * Whether an attack on a model is still wanted.
   *
   * @param queuedAt the time in the metadata of the job that runs it
   */
  public boolean wants(String modelId, String attackId, Instant queuedAt) {
    return wanted(
        model -> model.getModelId().equals(modelId) && model.getAttackIds().contains(attackId),
        queuedAt);
  }

  private boolean wanted(Predicate<PlannedModel> mentions, Instant queuedAt) {
    boolean withdrawn = false;
    for (ExperimentPlan plan : plans.values()) {
      if (plan.getModels().stream().anyMatch(mentions)) {
        if (plan.getStatus() == PlanStatus.PLANNED) {
          return true;
        }
        withdrawn |= !plan.getMeta().getProducedAt().isBefore(queuedAt);
      }
    }
    return !withdrawn;
  }
}
