package io.reflux.pipeline.jobs;

import io.reflux.robustness.attack.search.AttackCancelledException;
import io.reflux.robustness.distillation.LabellingCancelledException;
import io.reflux.robustness.training.TrainingCancelledException;
import io.reflux.runtime.jobs.JobReporter;
import io.reflux.runtime.queue.JobContext;
import java.util.function.BooleanSupplier;

/**
 * One delivery of a job that makes sense only as long as an experiment wants its result. Tells of
 * its begin and its end; its work asks between batches whether it should stop.
 */
public final class WantedJob {

  private static final String UNWANTED = "no experiment wants the result any more";

  private final JobContext context;
  private final JobReporter reporter;
  private final BooleanSupplier wanted;

  /**
   * A delivery.
   *
   * @param context of the delivery
   * @param reporter of the job
   * @param wanted asked again and again whether any experiment wants the result
   */
  public WantedJob(JobContext context, JobReporter reporter, BooleanSupplier wanted) {
    this.context = context;
    this.reporter = reporter;
    this.wanted = wanted;
  }

  /** Through which results are published. */
  public JobContext context() {
    return context;
  }

  /** To which progress is told. */
  public JobReporter reporter() {
    return reporter;
  }

  /** Whether the work should stop: the delivery is cancelled, or nobody wants the result. */
  public boolean cancelled() {
    return context.cancelled() || !wanted.getAsBoolean();
  }

  /**
   * Does the work, if it is wanted.
   *
   * @param work publishes its results; returns when they are complete
   * @throws io.reflux.runtime.queue.JobFailedException if it cannot be done, now or ever
   * @throws InterruptedException if the delivery was cancelled; the job goes back to the queue
   */
  public void run(Runnable work) throws InterruptedException {
    if (!wanted.getAsBoolean()) {
      reporter.cancelled(UNWANTED);
      return;
    }
    reporter.started();
    try {
      ScienceFailures.explained(work);
      reporter.completed();
    } catch (TrainingCancelledException
        | LabellingCancelledException
        | AttackCancelledException e) {
      context.checkCancelled();
      reporter.cancelled(UNWANTED);
    }
  }
}
