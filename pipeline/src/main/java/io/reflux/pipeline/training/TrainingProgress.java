package io.reflux.pipeline.training;

import io.reflux.pipeline.jobs.WantedJob;
import io.reflux.robustness.training.TrainingListener;
import io.reflux.robustness.training.TrainingPlan;
import io.reflux.robustness.training.TrainingState;
import java.util.function.Consumer;

/** Tells how a training goes on, hands out its epochs, and stops it when nobody wants it. */
final class TrainingProgress implements TrainingListener {

  private final TrainingPlan plan;
  private final WantedJob delivery;
  private final Consumer<TrainingState> epochs;

  /**
   * A progress.
   *
   * @param epochs takes the state after each epoch but the last
   */
  TrainingProgress(TrainingPlan plan, WantedJob delivery, Consumer<TrainingState> epochs) {
    this.plan = plan;
    this.delivery = delivery;
    this.epochs = epochs;
  }

  @Override
  public void batchDone(int epoch, int samples, int total, double loss) {
    delivery
        .reporter()
        .progressed(
            (long) epoch * total + samples,
            (long) plan.epochs() * total,
            "images",
            "T = %s, epoch %d of %d, loss %.4f"
                .formatted(plan.temperature(), epoch + 1, plan.epochs(), loss));
  }

  @Override
  public void epochDone(TrainingState state) {
    if (state.epoch() < plan.epochs()) {
      epochs.accept(state);
    }
  }

  @Override
  public boolean cancelled() {
    return delivery.cancelled();
  }
}
