package io.reflux.attacker;

import static io.reflux.attacker.Records.baseline;
import static io.reflux.attacker.Records.plan;
import static io.reflux.attacker.Records.student;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.pipeline.fixture.PlannerRun;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.AttackJob;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobCompleted;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.topic.Topics;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttackerPlannerTest {

  private static final ExperimentPlan FIRST = plan("e-1", PlanStatus.PLANNED);
  private static final ExperimentPlan SECOND = plan("e-2", PlanStatus.PLANNED);
  private static final ExperimentPlan CANCELLED = plan("e-1", PlanStatus.CANCELLED);

  private static final Shards SHARDS = new Shards(2);

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
  void a_finished_model_is_announced_with_the_outcomes_to_expect() {
    AttackPlan announced =
        planner.send(FIRST).send(baseline(CheckpointStage.FINAL)).read(Topics.ATTACK_PLANS).get(0);

    assertThat(announced.getModelId()).isEqualTo(Records.BASELINE);
    assertThat(announced.getAttackId()).isEqualTo(Records.ATTACK);
    assertThat(announced.getExpectedOutcomes()).isEqualTo(3 * 9);
    assertThat(announced.getShards()).isEqualTo(2);
    assertThat(announced.getMaxFeatures()).isEqualTo(112);
    assertThat(announced.getFeatures()).isEqualTo(784);
  }

  @Test
  void the_first_correctly_classified_samples_are_divided_into_jobs() {
    List<AttackJob> jobs =
        planner.send(FIRST).send(baseline(CheckpointStage.FINAL)).read(Topics.ATTACK_JOBS);

    assertThat(jobs).extracting(AttackJob::getSamples).containsExactly(List.of(0), List.of(2, 5));
    assertThat(jobs)
        .extracting(AttackJob::getJobId)
        .containsExactly("attack-m-baseline-1-1-of-2", "attack-m-baseline-1-2-of-2");
  }

  @Test
  void a_student_is_attacked_with_its_own_weights_and_temperature() {
    AttackJob job =
        planner.send(FIRST).send(student(CheckpointStage.FINAL)).read(Topics.ATTACK_JOBS).get(0);

    assertThat(job.getModel()).isEqualTo(student(CheckpointStage.FINAL).getWeights());
    assertThat(job.getModelTemperature()).isEqualTo(20);
  }

  @Test
  void a_plan_that_comes_after_its_models_is_queued_at_once() {
    planner.send(baseline(CheckpointStage.FINAL)).send(student(CheckpointStage.FINAL)).send(FIRST);

    assertThat(planner.read(Topics.ATTACK_PLANS)).hasSize(2);
    assertThat(planner.read(Topics.ATTACK_JOBS)).hasSize(4);
  }

  @Test
  void unfinished_models_are_not_attacked() {
    planner.send(FIRST).send(baseline(CheckpointStage.EPOCH)).send(student(CheckpointStage.EPOCH));

    assertThat(planner.read(Topics.ATTACK_PLANS)).isEmpty();
    assertThat(planner.read(Topics.ATTACK_JOBS)).isEmpty();
  }

  @Test
  void a_model_with_too_few_correct_samples_is_attacked_on_those_it_has() {
    planner
        .send(FIRST)
        .send(Records.baseline().setQuality(Records.quality((byte) 2, (byte) 0)).build());

    assertThat(planner.read(Topics.ATTACK_PLANS).get(0).getExpectedOutcomes()).isEqualTo(9);
    assertThat(planner.read(Topics.ATTACK_JOBS))
        .extracting(AttackJob::getSamples)
        .containsExactly(List.of(1));
  }

  @Test
  void a_model_without_a_correct_sample_is_announced_with_nothing_to_expect() {
    planner
        .send(FIRST)
        .send(Records.baseline().setQuality(Records.quality((byte) 0, (byte) 0)).build());

    assertThat(planner.read(Topics.ATTACK_PLANS))
        .singleElement()
        .returns(0L, AttackPlan::getExpectedOutcomes)
        .returns(0, AttackPlan::getShards);
    assertThat(planner.read(Topics.ATTACK_JOBS)).isEmpty();
  }

  @Test
  void an_attack_is_queued_once_for_all_experiments_but_announced_for_each() {
    planner.send(FIRST).send(baseline(CheckpointStage.FINAL)).send(SECOND);

    assertThat(planner.read(Topics.ATTACK_PLANS))
        .extracting(announced -> announced.getMeta().getExperimentId())
        .containsExactly("e-1", "e-2");
    assertThat(planner.read(Topics.ATTACK_JOBS)).hasSize(2);
  }

  @Test
  void the_same_events_give_the_same_records() throws Exception {
    planner.send(FIRST).send(baseline(CheckpointStage.FINAL)).send(CANCELLED, FIRST);

    try (PlannerRun again = run("again")) {
      again.send(FIRST).send(baseline(CheckpointStage.FINAL)).send(CANCELLED, FIRST);

      assertThat(again.read(Topics.ATTACK_PLANS))
          .hasSize(2)
          .isEqualTo(planner.read(Topics.ATTACK_PLANS));
      assertThat(again.read(Topics.ATTACK_JOBS))
          .hasSize(4)
          .isEqualTo(planner.read(Topics.ATTACK_JOBS));
    }
  }

  @Test
  void a_cancelled_plan_is_not_attacked() {
    planner.send(FIRST, CANCELLED).send(baseline(CheckpointStage.FINAL));

    assertThat(planner.read(Topics.ATTACK_PLANS)).isEmpty();
  }

  @Test
  void attacks_that_another_experiment_wants_are_not_released() {
    planner.send(FIRST, SECOND).send(baseline(CheckpointStage.FINAL)).read(Topics.ATTACK_JOBS);

    planner.send(CANCELLED, FIRST);

    assertThat(planner.read(Topics.ATTACK_JOBS)).isEmpty();
  }

  @Test
  void a_job_that_failed_for_good_is_queued_by_the_next_plan() {
    AttackJob job =
        planner.send(FIRST).send(baseline(CheckpointStage.FINAL)).read(Topics.ATTACK_JOBS).get(1);

    planner.send(event(job, JobFailed.newBuilder().setCause("x").setTerminal(true).build()));

    assertThat(planner.send(FIRST).read(Topics.ATTACK_JOBS)).containsExactly(job);
  }

  @Test
  void a_finished_job_is_not_queued_again_after_a_cancellation() {
    List<AttackJob> jobs =
        planner.send(FIRST).send(baseline(CheckpointStage.FINAL)).read(Topics.ATTACK_JOBS);

    planner.send(event(jobs.get(0), JobCompleted.newBuilder().build())).send(CANCELLED, FIRST);

    assertThat(planner.read(Topics.ATTACK_JOBS)).containsExactly(jobs.get(1));
  }

  @Test
  void a_model_without_its_quality_does_not_keep_others_from_being_attacked() {
    planner.send(Records.baseline().build()).send(student(CheckpointStage.FINAL)).send(FIRST);

    assertThat(planner.deadLetters()).isEqualTo(1);
    assertThat(planner.read(Topics.ATTACK_JOBS))
        .extracting(AttackJob::getModelId)
        .containsOnly(Records.STUDENT);
  }

  @Test
  void the_topology_is_the_one_that_is_on_record() throws Exception {
    try (InputStream golden = getClass().getResourceAsStream("planner-topology.txt")) {
      String expected =
          new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);

      assertThat(planner.description().strip()).isEqualTo(expected.strip());
    }
  }

  private static JobEvent event(AttackJob job, Object body) {
    return JobEvent.newBuilder()
        .setMeta(job.getMeta())
        .setJobId(job.getJobId())
        .setKind(JobKind.ATTACK)
        .setModelId(job.getModelId())
        .setAttackId(job.getAttackId())
        .setBody(body)
        .build();
  }

  private PlannerRun run(String stateDir) {
    EventMetas metas = new EventMetas("attacker-service/test", "0", Clock.systemUTC());
    return new PlannerRun(
        directory.resolve(stateDir),
        registry -> AttackerPlanner.topology(registry, new AttackerMessages(metas, SHARDS)));
  }
}
