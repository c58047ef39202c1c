package io.reflux.distiller;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.checkpoint.CheckpointCorruptedException;
import io.reflux.robustness.checkpoint.CheckpointFormat;
import io.reflux.robustness.data.DatasetCatalog;
import io.reflux.robustness.data.DatasetMismatchException;
import io.reflux.robustness.data.DatasetPair;
import io.reflux.robustness.data.DatasetUnavailableException;
import io.reflux.robustness.data.format.DataFormatException;
import io.reflux.robustness.distillation.SoftLabels;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.training.Targets;
import io.reflux.robustness.training.TrainingCancelledException;
import io.reflux.robustness.training.TrainingDivergedException;
import io.reflux.robustness.training.TrainingListener;
import io.reflux.robustness.training.TrainingState;
import io.reflux.runtime.artifact.ArtifactCorruptedException;
import io.reflux.runtime.artifact.ArtifactMissingException;
import io.reflux.runtime.jobs.JobReporter;
import io.reflux.runtime.queue.JobContext;
import io.reflux.runtime.queue.JobFailedException;
import io.reflux.runtime.queue.JobFailure;
import io.reflux.runtime.queue.JobHandler;
import io.reflux.runtime.queue.JobType;
import io.reflux.schemas.avro.DistillationJob;
import io.reflux.schemas.avro.SoftLabelBatch;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.topic.SoftLabelKey;
import io.reflux.schemas.topic.Topics;

/**
 * Distils one student per job: soft labels first, then training on them, with a checkpoint after
 * each epoch.
 */
final class DistillerWorker implements JobHandler<DistillationJob> {

  static final JobType<DistillationJob> JOBS =
      new JobType<>(
          Topics.DISTILLATION_JOBS,
          DistillationJob::getJobId,
          DistillationJob::getAttempt,
          (job, attempt) -> DistillationJob.newBuilder(job).setAttempt(attempt).build());

  private static final String UNWANTED = "no experiment wants the model any more";

  private final DistillerMessages messages;
  private final ModelTraining training;
  private final DatasetCatalog datasets;
  private final DistillerMemory memory;

  DistillerWorker(
      DistillerMessages messages,
      ModelTraining training,
      DatasetCatalog datasets,
      DistillerMemory memory) {
    this.messages = messages;
    this.training = training;
    this.datasets = datasets;
    this.memory = memory;
  }

  @Override
  public void handle(DistillationJob job, JobContext context) throws InterruptedException {
    JobReporter reporter = messages.reporter(job, context);
    memory.awaitCaughtUp();
    if (!wanted(job)) {
      reporter.cancelled(UNWANTED);
      return;
    }
    reporter.started();
    try {
      if (!memory.finished(job.getModelId())) {
        train(job, context, reporter);
      }
      reporter.completed();
    } catch (TrainingCancelledException e) {
      context.checkCancelled();
      reporter.cancelled(UNWANTED);
    } catch (DatasetUnavailableException e) {
      throw JobFailedException.passing(
          message(e), "put the files there, or start a trainer that has them", e);
    } catch (ArtifactMissingException e) {
      throw JobFailedException.passing(
          message(e), "let the distiller see the artefact store of the trainer", e);
    } catch (ArtifactCorruptedException | CheckpointCorruptedException e) {
      throw JobFailedException.lasting(
          message(e), "delete the damaged file and train the teacher again", e);
    } catch (TrainingDivergedException e) {
      throw JobFailedException.lasting(message(e), "change the training and submit again", e);
    } catch (DatasetMismatchException | DataFormatException | IllegalArgumentException e) {
      throw JobFailedException.lasting(message(e), "correct the request or the files", e);
    }
  }

  @Override
  public void failed(DistillationJob job, JobFailure failure, JobContext context) {
    messages.reporter(job, context).failed(failure);
  }

  private void train(DistillationJob job, JobContext context, JobReporter reporter) {
    ModelSpec spec = DistillerMessages.spec(job);
    DatasetPair data = datasets.load(spec.dataset());
    Targets targets = Targets.soft(label(job, context, spec, data));
    Progress progress = new Progress(job, context, reporter, spec, data);
    Checkpoint end =
        training.train(spec, data, targets, memory.resumable(job.getModelId()), progress);
    StudentCheckpoint finished =
        messages.finished(
            job,
            end,
            memory.artifacts().put(CheckpointFormat.writeWeights(end)),
            training.measure(end, data),
            reporter.seconds());
    context.publish(Topics.STUDENT_CHECKPOINTS, job.getModelId(), finished);
  }

  /** The teacher's soft labels of the training set, published as they are made. */
  private FloatMatrix label(
      DistillationJob job, JobContext context, ModelSpec spec, DatasetPair data) {
    Classifier teacher = training.network(memory.teacher(job.getTeacher()));
    double temperature = spec.plan().temperature();
    return new SoftLabels(teacher, temperature)
        .of(
            data.training(),
            (first, labels) -> {
              SoftLabelBatch batch = messages.softLabels(job, temperature, first, labels);
              context.publish(
                  Topics.SOFT_LABELS,
                  new SoftLabelKey(batch.getModelId(), batch.getBatch()).text(),
                  batch);
            });
  }

  private boolean wanted(DistillationJob job) {
    return memory.plans().wants(job.getModelId(), job.getMeta().getProducedAt());
  }

  private static String message(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }

  /** Publishes what a training tells. */
  private final class Progress implements TrainingListener {

    private final DistillationJob job;
    private final JobContext context;
    private final JobReporter reporter;
    private final ModelSpec spec;
    private final DatasetPair data;

    Progress(
        DistillationJob job,
        JobContext context,
        JobReporter reporter,
        ModelSpec spec,
        DatasetPair data) {
      this.job = job;
      this.context = context;
      this.reporter = reporter;
      this.spec = spec;
      this.data = data;
    }

    @Override
    public void batchDone(int epoch, int samples, int total, double loss) {
      int epochs = spec.plan().epochs();
      reporter.progressed(
          (long) epoch * total + samples,
          (long) epochs * total,
          "images",
          "T = %s, epoch %d of %d, loss %.4f"
              .formatted(spec.plan().temperature(), epoch + 1, epochs, loss));
    }

    @Override
    public void epochDone(TrainingState state) {
      if (state.epoch() < spec.plan().epochs()) {
        Checkpoint checkpoint = training.checkpoint(spec, data, state);
        context.publish(
            Topics.STUDENT_CHECKPOINTS,
            job.getModelId(),
            messages.epoch(
                job,
                checkpoint,
                memory.artifacts().put(CheckpointFormat.writeState(checkpoint)),
                reporter.seconds()));
      }
    }

    @Override
    public boolean cancelled() {
      return context.cancelled() || !wanted(job);
    }
  }
}
