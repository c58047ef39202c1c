package io.reflux.trainer;

import io.reflux.pipeline.experiment.ExperimentIdentity;
import io.reflux.pipeline.external.Registrations;
import io.reflux.runtime.planning.PlannerTopology;
import io.reflux.runtime.planning.Planning;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.ExperimentCancelled;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.ExternalModelRegistered;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns requests into plans and training jobs. Each request is answered by a plan, PLANNED or
 * REJECTED with the reason; a model is queued once however many experiments want it. The last
 * request under an id counts: what another one under the same id wanted is withdrawn under an id of
 * its own, so that its work stops and its models can be asked for again. A model that was made
 * elsewhere is queued as soon as a plan wants it and it is registered. The only place where
 * identities are computed; the other planners read them from the plan.
 */
final class TrainerPlanner {

  private static final Logger LOG = LoggerFactory.getLogger(TrainerPlanner.class);

  private final TrainerMessages messages;

  private TrainerPlanner(TrainerMessages messages) {
    this.messages = messages;
  }

  static Topology topology(SchemaRegistry registry, TrainerMessages messages) {
    TrainerPlanner planner = new TrainerPlanner(messages);
    return new PlannerTopology(registry)
        .keeping(Topics.EXTERNAL_MODELS)
        .on(Topics.EXPERIMENTS, "plan-experiments", planner::plan)
        .on(Topics.EXTERNAL_MODELS, "take-in-registered-models", planner::register)
        .on(Topics.TEACHER_CHECKPOINTS, "note-finished-teachers", planner::finish)
        .writingTo(List.of(Topics.EXPERIMENT_PLANS, Topics.TRAINING_JOBS));
  }

  private void plan(ExperimentEvent event, Planning planning) {
    String id = ExperimentIdentity.checked(event.getExperimentId());
    if (event.getBody() instanceof ExperimentRequested request) {
      answer(event, messages.plan(event, request), planning);
    } else if (event.getBody() instanceof ExperimentCancelled cancelled) {
      planning
          .plans()
          .find(id)
          .filter(plan -> plan.getStatus() == PlanStatus.PLANNED)
          .ifPresent(plan -> cancel(messages.cancel(plan, event, cancelled), planning));
    }
  }

  private void answer(ExperimentEvent event, ExperimentPlan plan, Planning planning) {
    Optional<ExperimentPlan> before = planning.plans().find(plan.getExperimentId());
    planning.plans().put(plan);
    planning.send(Topics.EXPERIMENT_PLANS, plan.getExperimentId(), plan);
    plan.getModels().forEach(model -> begin(plan, model, planning));
    before
        .filter(old -> old.getStatus() == PlanStatus.PLANNED)
        .filter(old -> !old.getRequestDigest().equals(plan.getRequestDigest()))
        .ifPresent(old -> cancel(messages.supersede(old, event), planning));
  }

  /** Queues what this service makes; students are the distiller's. */
  private void begin(ExperimentPlan plan, PlannedModel model, Planning planning) {
    if (model.getRole() == ModelRole.EXTERNAL) {
      String id = TrainerMessages.registeredId(plan, model);
      ExternalModelRegistered registered = planning.table(Topics.EXTERNAL_MODELS).get(id);
      if (registered == null) {
        LOG.info("{} waits for model {} to be registered", plan.getExperimentId(), id);
      } else {
        queue(messages.job(plan, model, registered), planning);
      }
    } else if (model.getRole() != ModelRole.STUDENT) {
      queue(messages.job(plan, model), planning);
    }
  }

  private void register(ExternalModelRegistered registered, Planning planning) {
    String id = Registrations.checked(registered).getModelId();
    planning.table(Topics.EXTERNAL_MODELS).put(id, registered);
    for (ExperimentPlan plan : planning.plans().live()) {
      plan.getModels().stream()
          .filter(model -> model.getRole() == ModelRole.EXTERNAL)
          .filter(model -> TrainerMessages.registeredId(plan, model).equals(id))
          .forEach(model -> queue(messages.job(plan, model, registered), planning));
    }
  }

  private static void queue(TrainingJob job, Planning planning) {
    if (planning.jobs().claim(job.getJobId())) {
      planning.send(Topics.TRAINING_JOBS, job.getJobId(), job);
    }
  }

  private void cancel(ExperimentPlan cancelled, Planning planning) {
    planning.plans().put(cancelled);
    planning.send(Topics.EXPERIMENT_PLANS, cancelled.getExperimentId(), cancelled);
    cancelled.getModels().stream()
        .map(PlannedModel::getModelId)
        .filter(modelId -> !planning.plans().wants(modelId))
        .forEach(modelId -> planning.jobs().release(TrainerMessages.jobId(modelId)));
  }

  private void finish(TeacherCheckpoint checkpoint, Planning planning) {
    if (checkpoint.getStage() == CheckpointStage.FINAL) {
      planning.jobs().done(TrainerMessages.jobId(checkpoint.getModelId()));
    }
  }
}
