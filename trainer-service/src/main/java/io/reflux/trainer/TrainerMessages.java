package io.reflux.trainer;

import io.reflux.pipeline.experiment.DatasetRecords;
import io.reflux.pipeline.training.ModelJob;
import io.reflux.pipeline.training.ModelSnapshot;
import io.reflux.robustness.experiment.Experiment;
import io.reflux.robustness.experiment.ExternalModel;
import io.reflux.runtime.jobs.JobSubject;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.ExperimentCancelled;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.ExternalModelRegistered;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.topic.Topics;
import java.util.Optional;

/** The only translation between the trainer's records and the terms of the science. */
final class TrainerMessages {

  private static final String SUPERSEDED = ".superseded-";
  private static final int DIGEST_DIGITS = 8;

  /** What an id of 64 characters leaves for the rest. */
  private static final int MOST_OF_SUPERSEDED_ID = 64 - SUPERSEDED.length() - DIGEST_DIGITS;

  private static final String ALL_OTHERS = "all-others";

  private final EventMetas metas;

  TrainerMessages(EventMetas metas) {
    this.metas = metas;
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

  /** The id that a planned external model is registered under. */
  static String registeredId(ExperimentPlan plan, PlannedModel model) {
    return ExternalModel.parse(model.getSpec(), DatasetRecords.spec(plan.getDataset()))
        .registeredId();
  }

  /** Trains a model. */
  TrainingJob job(ExperimentPlan plan, PlannedModel model) {
    return begun(plan, model).build();
  }

  /** Takes in a model that was made elsewhere. */
  TrainingJob job(ExperimentPlan plan, PlannedModel model, ExternalModelRegistered registered) {
    return begun(plan, model).setExternal(registered.getWeights()).build();
  }

  private TrainingJob.Builder begun(ExperimentPlan plan, PlannedModel model) {
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
        .setSpec(model.getSpec());
  }

  static ModelJob model(TrainingJob job) {
    return new ModelJob(
        new JobSubject(
            job.getJobId(),
            JobKind.TRAINING,
            job.getModelId(),
            Optional.empty(),
            job.getMeta().getExperimentId()),
        job.getDataset(),
        job.getSpec(),
        job.getMeta().getProducedAt());
  }

  TeacherCheckpoint checkpoint(TrainingJob job, ModelSnapshot snapshot) {
    return TeacherCheckpoint.newBuilder()
        .setMeta(metas.create(job.getMeta().getExperimentId(), job.getAttempt()))
        .setModelId(job.getModelId())
        .setStage(snapshot.stage())
        .setEpoch(snapshot.epoch())
        .setEpochs(job.getExternal().isPresent() ? 0 : model(job).spec().plan().epochs())
        .setTemperature(snapshot.checkpoint().temperature())
        .setSpec(job.getSpec())
        .setWeights(snapshot.weights())
        .setState(snapshot.state().orElse(null))
        .setFeatures(snapshot.features())
        .setClasses(snapshot.classes())
        .setTrainingLoss(snapshot.loss())
        .setDatasetDigest(job.getDataset().getDigest())
        .setTrainingSeconds(snapshot.seconds())
        .setQuality(snapshot.quality().orElse(null))
        .build();
  }
}
