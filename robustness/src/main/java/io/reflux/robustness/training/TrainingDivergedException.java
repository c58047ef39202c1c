package io.reflux.robustness.training;

/** The loss or a parameter is no longer a finite number; going on would only spread it. */
public final class TrainingDivergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TrainingDivergedException(TrainingPlan plan, int epoch, int step, double loss) {
    super(
        "training diverged at T = %s in epoch %d, step %d: the loss is %s; lower the learning rate (it is %s with momentum %s), or leave both out so that the rule for the temperature chooses them"
            .formatted(
                plan.temperature(),
                epoch + 1,
                step + 1,
                loss,
                plan.learningRateAt(epoch),
                plan.momentum()));
  }
}
