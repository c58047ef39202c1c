package io.reflux.attacker;

import io.reflux.pipeline.experiment.DatasetRecords;
import io.reflux.pipeline.jobs.WantedJob;
import io.reflux.robustness.attack.Attack;
import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.data.DatasetCatalog;
import io.reflux.robustness.data.ImageDataset;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import io.reflux.runtime.jobs.JobReporter;
import io.reflux.runtime.planning.LivePlans;
import io.reflux.runtime.queue.JobContext;
import io.reflux.runtime.queue.JobFailure;
import io.reflux.runtime.queue.JobHandler;
import io.reflux.runtime.queue.JobType;
import io.reflux.schemas.avro.AttackJob;
import io.reflux.schemas.topic.Topics;

/** Attacks one job's share of a model's samples, each with its targets or untargeted. */
final class AttackerWorker implements JobHandler<AttackJob> {

  static final JobType<AttackJob> JOBS =
      new JobType<>(
          Topics.ATTACK_JOBS,
          AttackJob::getJobId,
          AttackJob::getAttempt,
          (job, attempt) -> AttackJob.newBuilder(job).setAttempt(attempt).build());

  private final AttackerMessages messages;
  private final LoadedModels models;
  private final DatasetCatalog datasets;
  private final LivePlans plans;

  AttackerWorker(
      AttackerMessages messages, LoadedModels models, DatasetCatalog datasets, LivePlans plans) {
    this.messages = messages;
    this.models = models;
    this.datasets = datasets;
    this.plans = plans;
  }

  @Override
  public void handle(AttackJob job, JobContext context) throws InterruptedException {
    JobReporter reporter = messages.reporter(job, context);
    plans.awaitCaughtUp();
    WantedJob delivery = new WantedJob(context, reporter, () -> wanted(job));
    delivery.run(() -> attack(job, delivery));
  }

  @Override
  public void failed(AttackJob job, JobFailure failure, JobContext context) {
    messages.reporter(job, context).failed(failure);
  }

  private void attack(AttackJob job, WantedJob delivery) {
    ConvolutionalNetwork network = models.load(job.getModel());
    ImageDataset test = datasets.load(DatasetRecords.spec(job.getDataset())).test();
    int[] samples = AttackerMessages.samples(job);
    requireSamples(samples, test);
    AttackBatch batch =
        AttackerMessages.batch(job, test.pixels(samples), test.labels(samples), network.classes());
    Attack attack = attack(job);
    AttackProgress progress =
        new AttackProgress() {
          @Override
          public void rowsFinished(int finished, int total) {
            delivery
                .reporter()
                .progressed(finished, total, "attacks", attack.spec().mode().label());
          }

          @Override
          public boolean cancelled() {
            return delivery.cancelled();
          }
        };
    OutcomeRecords records = messages.outcomes(job);
    for (AttackOutcome outcome : attack.run(network, batch, progress).outcomes()) {
      delivery
          .context()
          .publish(Topics.ATTACK_OUTCOMES, records.key(outcome), records.value(outcome));
    }
  }

  private Attack attack(AttackJob job) {
    AttackSpec spec = AttackerMessages.spec(job);
    return job.getSurrogate()
        .map(weights -> Attack.of(spec, models.load(weights)))
        .orElseGet(() -> Attack.of(spec));
  }

  private boolean wanted(AttackJob job) {
    return plans.wants(job.getModelId(), job.getAttackId(), job.getMeta().getProducedAt());
  }

  private static void requireSamples(int[] samples, ImageDataset test) {
    for (int sample : samples) {
      if (sample < 0 || sample >= test.size()) {
        throw new IllegalArgumentException(
            "samples must be in [0, %d), one was %d".formatted(test.size(), sample));
      }
    }
  }
}
