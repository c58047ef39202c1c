package io.reflux.distiller;

import io.reflux.runtime.planning.PlannerTopology;
import io.reflux.runtime.planning.Planning;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DistillationJob;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;

/**
 * Queues the distillation of a student as soon as a plan wants it and its teacher is finished, once
 * for all experiments.
 */
final class DistillerPlanner {

  private final DistillerMessages messages;

  private DistillerPlanner(DistillerMessages messages) {
    this.messages = messages;
  }

  static Topology topology(SchemaRegistry registry, DistillerMessages messages) {
    DistillerPlanner planner = new DistillerPlanner(messages);
    return new PlannerTopology(registry)
        .keeping(Topics.TEACHER_CHECKPOINTS)
        .on(Topics.EXPERIMENT_PLANS, "note-plans", planner::plan)
        .on(Topics.TEACHER_CHECKPOINTS, "distil-finished-teachers", planner::teacher)
        .on(Topics.STUDENT_CHECKPOINTS, "note-finished-students", planner::student)
        .writingTo(List.of(Topics.DISTILLATION_JOBS));
  }

  private void plan(ExperimentPlan plan, Planning planning) {
    planning.plans().put(plan);
    students(plan)
        .forEach(
            student -> {
              if (plan.getStatus() == PlanStatus.PLANNED) {
                queue(plan, student, planning);
              } else if (!planning.plans().wants(student.getModelId())) {
                planning.jobs().release(DistillerMessages.jobId(student.getModelId()));
              }
            });
  }

  private void teacher(TeacherCheckpoint teacher, Planning planning) {
    if (teacher.getStage() != CheckpointStage.FINAL) {
      return;
    }
    planning.table(Topics.TEACHER_CHECKPOINTS).put(teacher.getModelId(), teacher);
    for (ExperimentPlan plan : planning.plans().live()) {
      students(plan)
          .filter(student -> isParent(teacher.getModelId(), student))
          .forEach(student -> queue(plan, student, planning));
    }
  }

  private void student(StudentCheckpoint student, Planning planning) {
    if (student.getStage() == CheckpointStage.FINAL) {
      planning.jobs().done(DistillerMessages.jobId(student.getModelId()));
    }
  }

  private void queue(ExperimentPlan plan, PlannedModel student, Planning planning) {
    String teacherId = student.getParentId().orElse("");
    TeacherCheckpoint teacher = planning.table(Topics.TEACHER_CHECKPOINTS).get(teacherId);
    if (teacher != null) {
      DistillationJob job = messages.job(plan, student, teacher);
      if (planning.jobs().claim(job.getJobId())) {
        planning.send(Topics.DISTILLATION_JOBS, job.getJobId(), job);
      }
    }
  }

  private static Stream<PlannedModel> students(ExperimentPlan plan) {
    return plan.getModels().stream().filter(model -> model.getRole() == ModelRole.STUDENT);
  }

  private static boolean isParent(String teacherId, PlannedModel student) {
    return student.getParentId().filter(teacherId::equals).isPresent();
  }
}
