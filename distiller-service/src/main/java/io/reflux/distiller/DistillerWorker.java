package io.reflux.distiller;

import io.reflux.pipeline.jobs.WantedJob;
import io.reflux.pipeline.training.ModelMaker;
import io.reflux.pipeline.training.ModelSnapshot;
import io.reflux.pipeline.training.Recipe;
import io.reflux.pipeline.training.StoredCheckpoints;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.distillation.SoftLabels;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.training.Targets;
import io.reflux.runtime.queue.JobContext;
import io.reflux.runtime.queue.JobFailure;
import io.reflux.runtime.queue.JobHandler;
import io.reflux.runtime.queue.JobType;
import io.reflux.schemas.avro.DistillationJob;
import io.reflux.schemas.avro.SoftLabelBatch;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.topic.SoftLabelKey;
import io.reflux.schemas.topic.Topics;

/** Distils one student per job: soft labels by its teacher first, then training on them. */
final class DistillerWorker implements JobHandler<DistillationJob> {

  static final JobType<DistillationJob> JOBS =
      new JobType<>(
          Topics.DISTILLATION_JOBS,
          DistillationJob::getJobId,
          DistillationJob::getAttempt,
          (job, attempt) -> DistillationJob.newBuilder(job).setAttempt(attempt).build());

  private final DistillerMessages messages;
  private final ModelMaker<StudentCheckpoint> maker;
  private final ModelTraining training;
  private final StoredCheckpoints stored;

  DistillerWorker(
      DistillerMessages messages,
      ModelMaker<StudentCheckpoint> maker,
      ModelTraining training,
      StoredCheckpoints stored) {
    this.messages = messages;
    this.maker = maker;
    this.training = training;
    this.stored = stored;
  }

  @Override
  public void handle(DistillationJob job, JobContext context) throws InterruptedException {
    maker.make(DistillerMessages.model(job), context, new TeachersLabels(job));
  }

  @Override
  public void failed(DistillationJob job, JobFailure failure, JobContext context) {
    maker.failed(DistillerMessages.model(job), failure, context);
  }

  /** A model that learns what its teacher says of the images. */
  private final class TeachersLabels implements Recipe<StudentCheckpoint> {

    private final DistillationJob job;

    TeachersLabels(DistillationJob job) {
      this.job = job;
    }

    @Override
    public Targets targets(ModelSpec spec, DatasetPair data, WantedJob delivery) {
      Classifier teacher = training.network(stored.read(job.getTeacher()));
      double temperature = spec.plan().temperature();
      SoftLabels.Sink sink =
          new SoftLabels.Sink() {
            @Override
            public void accept(int first, FloatMatrix labels) {
              publish(messages.softLabels(job, temperature, first, labels), delivery.context());
            }

            @Override
            public boolean cancelled() {
              return delivery.cancelled();
            }
          };
      return Targets.soft(new SoftLabels(teacher, temperature).of(data.training(), sink));
    }

    @Override
    public StudentCheckpoint checkpoint(ModelSnapshot snapshot) {
      return messages.checkpoint(job, snapshot);
    }

    private static void publish(SoftLabelBatch batch, JobContext context) {
      SoftLabelKey key = new SoftLabelKey(batch.getModelId(), batch.getBatch());
      context.publish(Topics.SOFT_LABELS, key.text(), batch);
    }
  }
}
