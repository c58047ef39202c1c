package io.reflux.attacker;

import io.reflux.runtime.planning.PlannerTopology;
import io.reflux.runtime.planning.Planning;
import io.reflux.schemas.avro.AttackJob;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.Topology;

/**
 * Cuts the attacks on a model into jobs as soon as a plan wants them and the model is finished,
 * once for all experiments, and announces how many outcomes each attack will have. An attack that
 * is made on another model waits for that one too.
 */
final class AttackerPlanner {

  private final AttackerMessages messages;

  private AttackerPlanner(AttackerMessages messages) {
    this.messages = messages;
  }

  static Topology topology(SchemaRegistry registry, AttackerMessages messages) {
    AttackerPlanner planner = new AttackerPlanner(messages);
    return new PlannerTopology(registry)
        .keeping(Topics.TEACHER_CHECKPOINTS)
        .keeping(Topics.STUDENT_CHECKPOINTS)
        .on(Topics.EXPERIMENT_PLANS, "note-plans", planner::plan)
        .on(Topics.TEACHER_CHECKPOINTS, "attack-finished-teachers", planner::teacher)
        .on(Topics.STUDENT_CHECKPOINTS, "attack-finished-students", planner::student)
        .writingTo(List.of(Topics.ATTACK_PLANS, Topics.ATTACK_JOBS));
  }

  private void plan(ExperimentPlan plan, Planning planning) {
    planning.plans().put(plan);
    boolean wanted = plan.getStatus() == PlanStatus.PLANNED;
    for (PlannedModel model : plan.getModels()) {
      for (AttackOnModel work : ready(plan, model, planning)) {
        if (wanted) {
          begin(plan, work, planning);
        } else {
          release(plan, work, planning);
        }
      }
    }
  }

  private void teacher(TeacherCheckpoint checkpoint, Planning planning) {
    if (checkpoint.getStage() == CheckpointStage.FINAL) {
      FinishedModel finished = FinishedModel.of(checkpoint);
      planning.table(Topics.TEACHER_CHECKPOINTS).put(checkpoint.getModelId(), checkpoint);
      attack(finished, planning);
    }
  }

  private void student(StudentCheckpoint checkpoint, Planning planning) {
    if (checkpoint.getStage() == CheckpointStage.FINAL) {
      FinishedModel finished = FinishedModel.of(checkpoint);
      planning.table(Topics.STUDENT_CHECKPOINTS).put(checkpoint.getModelId(), checkpoint);
      attack(finished, planning);
    }
  }

  private void attack(FinishedModel finished, Planning planning) {
    for (ExperimentPlan plan : planning.plans().live()) {
      for (PlannedModel model : plan.getModels()) {
        ready(plan, model, planning).stream()
            .filter(work -> needs(work, finished.modelId()))
            .forEach(work -> begin(plan, work, planning));
      }
    }
  }

  /** Whether the attack could not begin before that model was finished. */
  private static boolean needs(AttackOnModel work, String modelId) {
    return work.model().modelId().equals(modelId)
        || work.attack().getSurrogateId().filter(modelId::equals).isPresent();
  }

  private void begin(ExperimentPlan plan, AttackOnModel work, Planning planning) {
    AttackKey key = new AttackKey(work.model().modelId(), work.attack().getAttackId());
    planning.send(
        Topics.ATTACK_PLANS, key.text(), messages.announcement(plan, work.attack(), work.model()));
    for (AttackJob job : messages.jobs(plan, work)) {
      if (planning.jobs().claim(job.getJobId())) {
        planning.send(Topics.ATTACK_JOBS, job.getJobId(), job);
      }
    }
  }

  private void release(ExperimentPlan plan, AttackOnModel work, Planning planning) {
    if (!planning.plans().wants(work.model().modelId(), work.attack().getAttackId())) {
      messages.jobs(plan, work).stream().map(AttackJob::getJobId).forEach(planning.jobs()::release);
    }
  }

  /** The attacks on a model for which everything is there; none if it is not finished itself. */
  private static List<AttackOnModel> ready(
      ExperimentPlan plan, PlannedModel model, Planning planning) {
    return finished(model.getModelId(), planning)
        .map(
            target ->
                attacks(plan, model).stream()
                    .flatMap(attack -> ready(attack, target, planning).stream())
                    .toList())
        .orElse(List.of());
  }

  private static Optional<AttackOnModel> ready(
      PlannedAttack attack, FinishedModel target, Planning planning) {
    Optional<FinishedModel> surrogate =
        attack.getSurrogateId().flatMap(modelId -> finished(modelId, planning));
    return attack.getSurrogateId().isPresent() && surrogate.isEmpty()
        ? Optional.empty()
        : Optional.of(new AttackOnModel(attack, target, surrogate));
  }

  private static List<PlannedAttack> attacks(ExperimentPlan plan, PlannedModel model) {
    return plan.getAttacks().stream()
        .filter(attack -> model.getAttackIds().contains(attack.getAttackId()))
        .toList();
  }

  private static Optional<FinishedModel> finished(String modelId, Planning planning) {
    TeacherCheckpoint teacher = planning.table(Topics.TEACHER_CHECKPOINTS).get(modelId);
    if (teacher != null) {
      return Optional.of(FinishedModel.of(teacher));
    }
    StudentCheckpoint student = planning.table(Topics.STUDENT_CHECKPOINTS).get(modelId);
    return student == null ? Optional.empty() : Optional.of(FinishedModel.of(student));
  }
}
