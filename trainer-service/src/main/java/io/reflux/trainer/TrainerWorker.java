package io.reflux.trainer;

import io.reflux.pipeline.jobs.WantedJob;
import io.reflux.pipeline.training.ModelJob;
import io.reflux.pipeline.training.ModelMaker;
import io.reflux.pipeline.training.ModelSnapshot;
import io.reflux.pipeline.training.Recipe;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.robustness.training.Targets;
import io.reflux.runtime.queue.JobContext;
import io.reflux.runtime.queue.JobFailure;
import io.reflux.runtime.queue.JobHandler;
import io.reflux.runtime.queue.JobType;
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.topic.Topics;
import java.util.Optional;

/**
 * Trains one baseline or teacher per job, on the labels of the data set, or takes in one model that
 * was made elsewhere.
 */
final class TrainerWorker implements JobHandler<TrainingJob> {

  static final JobType<TrainingJob> JOBS =
      new JobType<>(
          Topics.TRAINING_JOBS,
          TrainingJob::getJobId,
          TrainingJob::getAttempt,
          (job, attempt) -> TrainingJob.newBuilder(job).setAttempt(attempt).build());

  private final TrainerMessages messages;
  private final ModelMaker<TeacherCheckpoint> maker;

  TrainerWorker(TrainerMessages messages, ModelMaker<TeacherCheckpoint> maker) {
    this.messages = messages;
    this.maker = maker;
  }

  @Override
  public void handle(TrainingJob job, JobContext context) throws InterruptedException {
    ModelJob model = TrainerMessages.model(job);
    Optional<ArtifactRef> external = job.getExternal();
    if (external.isPresent()) {
      maker.adopt(model, external.get(), context, end -> messages.checkpoint(job, end));
    } else {
      maker.make(model, context, new HardLabels(job));
    }
  }

  @Override
  public void failed(TrainingJob job, JobFailure failure, JobContext context) {
    maker.failed(TrainerMessages.model(job), failure, context);
  }

  /** A model that learns the labels of the data set. */
  private final class HardLabels implements Recipe<TeacherCheckpoint> {

    private final TrainingJob job;

    HardLabels(TrainingJob job) {
      this.job = job;
    }

    @Override
    public Targets targets(ModelSpec spec, DatasetPair data, WantedJob delivery) {
      return Targets.hard(data.training().labels(), data.training().classes());
    }

    @Override
    public TeacherCheckpoint checkpoint(ModelSnapshot snapshot) {
      return messages.checkpoint(job, snapshot);
    }
  }
}
