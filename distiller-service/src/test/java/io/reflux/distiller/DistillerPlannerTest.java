package io.reflux.distiller;

import static io.reflux.distiller.Records.plan;
import static io.reflux.distiller.Records.student;
import static io.reflux.distiller.Records.teacher;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.pipeline.fixture.PlannerRun;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DistillationJob;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.topic.Topics;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillerPlannerTest {

  private static final ExperimentPlan FIRST = plan("e-1", PlanStatus.PLANNED);
  private static final ExperimentPlan SECOND = plan("e-2", PlanStatus.PLANNED);
  private static final ExperimentPlan CANCELLED = plan("e-1", PlanStatus.CANCELLED);
  private static final TeacherCheckpoint FINISHED = teacher(Records.TEACHER, CheckpointStage.FINAL);

  @TempDir private Path directory;
  private PlannerRun planner;

  @BeforeEach
  void open() {
    planner = run("state");
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void a_finished_teacher_is_distilled_into_the_student_of_the_plan() {
    DistillationJob job = planner.send(FIRST).send(FINISHED).read(Topics.DISTILLATION_JOBS).get(0);

    assertThat(job.getJobId()).isEqualTo("distil-m-student");
    assertThat(job.getModelId()).isEqualTo(Records.STUDENT);
    assertThat(job.getTeacherId()).isEqualTo(Records.TEACHER);
    assertThat(job.getTeacher()).isEqualTo(FINISHED.getWeights());
    assertThat(job.getDataset()).isEqualTo(FIRST.getDataset());
    assertThat(job.getMeta().getExperimentId()).isEqualTo("e-1");
  }

  @Test
  void a_plan_that_comes_after_its_teacher_is_queued_at_once() {
    assertThat(planner.send(FINISHED).send(FIRST).read(Topics.DISTILLATION_JOBS)).hasSize(1);
  }

  @Test
  void nothing_is_queued_before_the_teacher_is_finished() {
    planner.send(FIRST).send(teacher(Records.TEACHER, CheckpointStage.EPOCH));

    assertThat(planner.read(Topics.DISTILLATION_JOBS)).isEmpty();
  }

  @Test
  void a_teacher_that_no_student_learns_from_queues_nothing() {
    planner.send(FIRST).send(teacher("m-baseline", CheckpointStage.FINAL));

    assertThat(planner.read(Topics.DISTILLATION_JOBS)).isEmpty();
  }

  @Test
  void a_student_is_queued_once_for_all_experiments_and_repetitions() {
    planner.send(FIRST, SECOND).send(FINISHED).send(FINISHED).send(FIRST);

    assertThat(planner.read(Topics.DISTILLATION_JOBS)).hasSize(1);
  }

  @Test
  void the_same_events_give_the_same_records() throws Exception {
    planner.send(FIRST).send(FINISHED).send(CANCELLED).send(FIRST);

    try (PlannerRun again = run("again")) {
      again.send(FIRST).send(FINISHED).send(CANCELLED).send(FIRST);

      assertThat(again.read(Topics.DISTILLATION_JOBS))
          .hasSize(2)
          .isEqualTo(planner.read(Topics.DISTILLATION_JOBS));
    }
  }

  @Test
  void a_cancelled_plan_is_not_distilled() {
    assertThat(planner.send(FIRST, CANCELLED).send(FINISHED).read(Topics.DISTILLATION_JOBS))
        .isEmpty();
  }

  @Test
  void a_cancelled_student_is_queued_again_when_it_is_wanted_again() {
    planner.send(FIRST).send(FINISHED).read(Topics.DISTILLATION_JOBS);

    planner.send(CANCELLED, SECOND);

    assertThat(planner.read(Topics.DISTILLATION_JOBS)).hasSize(1);
  }

  @Test
  void a_student_that_another_experiment_wants_is_not_released() {
    planner.send(FIRST, SECOND).send(FINISHED).read(Topics.DISTILLATION_JOBS);

    planner.send(CANCELLED, FIRST);

    assertThat(planner.read(Topics.DISTILLATION_JOBS)).isEmpty();
  }

  @Test
  void a_finished_student_is_not_queued_again_after_a_cancellation() {
    planner
        .send(FIRST)
        .send(FINISHED)
        .send(student(CheckpointStage.FINAL))
        .read(Topics.DISTILLATION_JOBS);

    planner.send(CANCELLED, FIRST);

    assertThat(planner.read(Topics.DISTILLATION_JOBS)).isEmpty();
  }

  @Test
  void an_unfinished_student_is_queued_again_after_a_cancellation() {
    planner
        .send(FIRST)
        .send(FINISHED)
        .send(student(CheckpointStage.EPOCH))
        .read(Topics.DISTILLATION_JOBS);

    planner.send(CANCELLED, FIRST);

    assertThat(planner.read(Topics.DISTILLATION_JOBS)).hasSize(1);
  }

  @Test
  void a_job_that_failed_for_good_is_queued_by_the_next_plan() {
    DistillationJob job = planner.send(FIRST).send(FINISHED).read(Topics.DISTILLATION_JOBS).get(0);

    planner.send(failed(job)).send(FIRST);

    assertThat(planner.read(Topics.DISTILLATION_JOBS)).containsExactly(job);
  }

  @Test
  void the_topology_is_the_one_that_is_on_record() throws Exception {
    try (InputStream golden = getClass().getResourceAsStream("planner-topology.txt")) {
      String expected =
          new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);

      assertThat(planner.description().strip()).isEqualTo(expected.strip());
    }
  }

  private static JobEvent failed(DistillationJob job) {
    return JobEvent.newBuilder()
        .setMeta(job.getMeta())
        .setJobId(job.getJobId())
        .setKind(JobKind.DISTILLATION)
        .setModelId(job.getModelId())
        .setBody(JobFailed.newBuilder().setCause("a fault").setTerminal(true).build())
        .build();
  }

  private PlannerRun run(String stateDir) {
    EventMetas metas = new EventMetas("distiller-service/test", "0", Clock.systemUTC());
    return new PlannerRun(
        directory.resolve(stateDir),
        registry -> DistillerPlanner.topology(registry, new DistillerMessages(metas)));
  }
}
