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
 * once for all experiments, and announces how many outcomes each attack will have.
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
    for (PlannedModel model : plan.getModels()) {
      finished(model.getModelId(), planning)
          .ifPresent(
              finished -> {
                if (plan.getStatus() == PlanStatus.PLANNED) {
                  attack(plan, model, finished, planning);
                } else {
                  release(plan, model, finished, planning);
                }
              });
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
      plan.getModels().stream()
          .filter(model -> model.getModelId().equals(finished.modelId()))
          .forEach(model -> attack(plan, model, finished, planning));
    }
  }

  private void attack(
      ExperimentPlan plan, PlannedModel model, FinishedModel finished, Planning planning) {
    for (PlannedAttack attack : attacks(plan, model)) {
      AttackKey key = new AttackKey(model.getModelId(), attack.getAttackId());
      planning.send(Topics.ATTACK_PLANS, key.text(), messages.announcement(plan, attack, finished));
      for (AttackJob job : messages.jobs(plan, attack, finished)) {
        if (planning.jobs().claim(job.getJobId())) {
          planning.send(Topics.ATTACK_JOBS, job.getJobId(), job);
        }
      }
    }
  }

  private void release(
      ExperimentPlan plan, PlannedModel model, FinishedModel finished, Planning planning) {
    for (PlannedAttack attack : attacks(plan, model)) {
      if (!planning.plans().wants(model.getModelId(), attack.getAttackId())) {
        messages.jobs(plan, attack, finished).stream()
            .map(AttackJob::getJobId)
            .forEach(planning.jobs()::release);
      }
    }
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
