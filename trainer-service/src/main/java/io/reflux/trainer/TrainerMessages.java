package io.reflux.trainer;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.evaluation.quality.ModelQuality;
import io.reflux.robustness.experiment.Experiment;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.runtime.artifact.Artifact;
import io.reflux.runtime.jobs.JobReporter;
import io.reflux.runtime.jobs.JobSubject;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.queue.JobContext;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.ExperimentCancelled;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.topic.Topics;
import java.util.Optional;
import java.util.regex.Pattern;

/** The only translation between the trainer's records and the terms of the science. */
final class TrainerMessages {

  private static final Pattern EXPERIMENT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final String SUPERSEDED = ".superseded-";
  private static final int DIGEST_DIGITS = 8;

  /** What an id of 64 characters leaves for the rest. */
  private static final int MOST_OF_SUPERSEDED_ID = 64 - SUPERSEDED.length() - DIGEST_DIGITS;

  private static final String ALL_OTHERS = "all-others";

  private final EventMetas metas;

  TrainerMessages(EventMetas metas) {
    this.metas = metas;
  }

  static String requireId(String experimentId) {
    if (!EXPERIMENT_ID.matcher(experimentId).matches()) {
      throw new IllegalArgumentException(
          "experimentId must match %s, was \"%s\"".formatted(EXPERIMENT_ID, experimentId));
    }
    return experimentId;
  }

  static String jobId(String modelId) {
    return "train-" + modelId;
  }

  /** The answer to a request: a plan, or the reason why there is none. */
  ExperimentPlan plan(ExperimentEvent event, ExperimentRequested request) {
    ExperimentPlan.Builder plan =
        ExperimentPlan.newBuilder()
            .setMeta(
                metas.derive(
                    event.getExperimentId(),
                    event.getMeta().getProducedAt(),
                    Topics.EXPERIMENT_PLANS.name(),
                    event.getMeta().getEventId()))
            .setExperimentId(event.getExperimentId())
            .setRequestEventId(event.getMeta().getEventId())
            .setName(request.getName());
    try {
      if (!request.getTargets().equals(ALL_OTHERS)) {
        throw new IllegalArgumentException(
            "targets must be %s, was \"%s\"".formatted(ALL_OTHERS, request.getTargets()));
      }
      Experiment experiment = RequestReader.read(request);
      PlanWriter.fill(plan, experiment);
      return plan.setStatus(PlanStatus.PLANNED).build();
    } catch (IllegalArgumentException e) {
      return plan.setStatus(PlanStatus.REJECTED).setReason(String.valueOf(e.getMessage())).build();
    }
  }

  ExperimentPlan cancel(ExperimentPlan plan, ExperimentEvent event, ExperimentCancelled cancelled) {
    return ExperimentPlan.newBuilder(plan)
        .setMeta(
            metas.derive(
                event.getExperimentId(),
                event.getMeta().getProducedAt(),
                Topics.EXPERIMENT_PLANS.name(),
                event.getMeta().getEventId()))
        .setStatus(PlanStatus.CANCELLED)
        .setReason(cancelled.getReason())
        .setRequestEventId(event.getMeta().getEventId())
        .build();
  }

  /** The end of a plan whose id another request has taken. */
  ExperimentPlan supersede(ExperimentPlan old, ExperimentEvent event) {
    String id = old.getExperimentId();
    String prefix = id.substring(0, Math.min(id.length(), MOST_OF_SUPERSEDED_ID));
    String superseded = prefix + SUPERSEDED + old.getRequestDigest().substring(0, DIGEST_DIGITS);
    return ExperimentPlan.newBuilder(old)
        .setMeta(
            metas.derive(
                superseded,
                event.getMeta().getProducedAt(),
                Topics.EXPERIMENT_PLANS.name(),
                event.getMeta().getEventId()))
        .setExperimentId(superseded)
        .setStatus(PlanStatus.CANCELLED)
        .setReason("another request was made under its id " + id)
        .build();
  }

  TrainingJob job(ExperimentPlan plan, PlannedModel model) {
    return TrainingJob.newBuilder()
        .setMeta(
            metas.derive(
                plan.getExperimentId(),
                plan.getMeta().getProducedAt(),
                Topics.TRAINING_JOBS.name(),
                model.getModelId()))
        .setJobId(jobId(model.getModelId()))
        .setModelId(model.getModelId())
        .setAttempt(0)
        .setDataset(plan.getDataset())
        .setSpec(model.getSpec())
        .build();
  }

  static ModelSpec spec(TrainingJob job) {
    DatasetRef dataset = job.getDataset();
    return ModelSpec.parse(
        job.getSpec(),
        new DatasetSpec(
            dataset.getName(),
            dataset.getTrainingSamples(),
            dataset.getTestSamples(),
            Optional.of(dataset.getDigest())));
  }

  JobReporter reporter(TrainingJob job, JobContext context) {
    return new JobReporter(
        new JobSubject(
            job.getJobId(),
            JobKind.TRAINING,
            job.getModelId(),
            Optional.empty(),
            job.getMeta().getExperimentId()),
        context,
        metas);
  }

  TeacherCheckpoint epoch(TrainingJob job, Checkpoint checkpoint, Artifact state, double seconds) {
    return checkpoint(job, checkpoint, seconds)
        .setStage(CheckpointStage.EPOCH)
        .setWeights(state.ref())
        .setState(state.ref())
        .build();
  }

  TeacherCheckpoint finished(
      TrainingJob job, Checkpoint end, Artifact weights, ModelQuality quality, double seconds) {
    return checkpoint(job, end, seconds)
        .setStage(CheckpointStage.FINAL)
        .setWeights(weights.ref())
        .setQuality(QualityWriter.of(quality))
        .build();
  }

  private TeacherCheckpoint.Builder checkpoint(
      TrainingJob job, Checkpoint checkpoint, double seconds) {
    return TeacherCheckpoint.newBuilder()
        .setMeta(metas.create(job.getMeta().getExperimentId(), job.getAttempt()))
        .setModelId(job.getModelId())
        .setEpoch(checkpoint.state().epoch())
        .setEpochs(TrainerMessages.spec(job).plan().epochs())
        .setTemperature(checkpoint.temperature())
        .setSpec(job.getSpec())
        .setFeatures(checkpoint.structure().shape().features())
        .setClasses(checkpoint.structure().classes())
        .setTrainingLoss(checkpoint.state().loss())
        .setDatasetDigest(job.getDataset().getDigest())
        .setTrainingSeconds(seconds);
  }
}
