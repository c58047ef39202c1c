package io.reflux.attacker;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.pipeline.fixture.PlannerRun;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.AttackJob;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks that have no target, another norm, or are made on another model. */
class ThreatModelPlanningTest {

  private static final ExperimentPlan UNTARGETED = Records.plan(Records.untargeted().build());
  private static final ExperimentPlan TRANSFER =
      Records.plan(
          Records.untargeted().setKnowledge("transfer").setSurrogateId(Records.BASELINE).build());

  @TempDir private Path directory;
  private PlannerRun planner;

  @BeforeEach
  void open() {
    EventMetas metas = new EventMetas("test", "0", Clock.systemUTC());
    planner =
        new PlannerRun(
            directory,
            registry ->
                AttackerPlanner.topology(registry, new AttackerMessages(metas, new Shards(2))));
  }

  @AfterEach
  void close() {
    planner.close();
  }

  @Test
  void an_untargeted_attack_has_one_outcome_per_sample() {
    planner.send(UNTARGETED).send(Records.student(CheckpointStage.FINAL));

    assertThat(planner.read(Topics.ATTACK_PLANS))
        .singleElement()
        .returns(3L, AttackPlan::getExpectedOutcomes)
        .returns("untargeted", AttackPlan::getGoal);
    assertThat(planner.read(Topics.ATTACK_JOBS))
        .extracting(AttackJob::getTargets)
        .containsExactly("untargeted", "untargeted");
  }

  @Test
  void an_attack_in_another_norm_may_change_every_feature() {
    planner.send(UNTARGETED).send(Records.student(CheckpointStage.FINAL));

    AttackPlan announced = planner.read(Topics.ATTACK_PLANS).get(0);
    assertThat(announced.getMaxFeatures()).isEqualTo(784);
    assertThat(announced.getNorm()).isEqualTo("linf");
    assertThat(announced.getBudget()).contains(0.3);
    assertThat(announced.getKnowledge()).isEqualTo("white-box");
  }

  @Test
  void a_targeted_attack_says_so_in_its_jobs() {
    planner
        .send(Records.plan("e-1", PlanStatus.PLANNED))
        .send(Records.student(CheckpointStage.FINAL));

    assertThat(planner.read(Topics.ATTACK_JOBS))
        .allSatisfy(
            job -> {
              assertThat(job.getTargets()).isEqualTo("all-others");
              assertThat(job.getSurrogate()).isEmpty();
            });
  }

  @Test
  void a_transfer_attack_waits_for_the_model_that_it_is_made_on() {
    planner.send(TRANSFER).send(Records.student(CheckpointStage.FINAL));
    assertThat(planner.read(Topics.ATTACK_PLANS)).isEmpty();
    assertThat(planner.read(Topics.ATTACK_JOBS)).isEmpty();

    planner.send(Records.baseline(CheckpointStage.FINAL));

    assertThat(planner.read(Topics.ATTACK_PLANS)).hasSize(1);
    assertThatStudentIsAttackedWithTheBaseline(planner.read(Topics.ATTACK_JOBS));
  }

  @Test
  void a_transfer_attack_waits_for_the_model_that_it_is_tried_on() {
    planner.send(TRANSFER).send(Records.baseline(CheckpointStage.FINAL));
    assertThat(planner.read(Topics.ATTACK_PLANS)).isEmpty();

    planner.send(Records.student(CheckpointStage.FINAL));

    assertThat(planner.read(Topics.ATTACK_PLANS)).hasSize(1);
    assertThatStudentIsAttackedWithTheBaseline(planner.read(Topics.ATTACK_JOBS));
  }

  @Test
  void a_transfer_attack_begins_at_once_if_both_models_are_there() {
    planner
        .send(Records.baseline(CheckpointStage.FINAL))
        .send(Records.student(CheckpointStage.FINAL))
        .send(TRANSFER);

    assertThatStudentIsAttackedWithTheBaseline(planner.read(Topics.ATTACK_JOBS));
  }

  @Test
  void a_cancelled_transfer_attack_is_queued_again_by_the_next_plan() {
    planner
        .send(Records.baseline(CheckpointStage.FINAL))
        .send(Records.student(CheckpointStage.FINAL))
        .send(TRANSFER);
    List<AttackJob> first = planner.read(Topics.ATTACK_JOBS);

    planner.send(
        ExperimentPlan.newBuilder(TRANSFER).setStatus(PlanStatus.CANCELLED).build(), TRANSFER);

    assertThat(planner.read(Topics.ATTACK_JOBS)).isEqualTo(first);
  }

  @Test
  void a_model_that_finishes_later_does_not_announce_the_attacks_on_others_again() {
    planner
        .send(Records.plan("e-1", PlanStatus.PLANNED))
        .send(Records.student(CheckpointStage.FINAL))
        .send(Records.baseline(CheckpointStage.FINAL));

    assertThat(planner.read(Topics.ATTACK_PLANS))
        .extracting(AttackPlan::getModelId)
        .containsExactly(Records.STUDENT, Records.BASELINE);
  }

  private static void assertThatStudentIsAttackedWithTheBaseline(List<AttackJob> jobs) {
    assertThat(jobs)
        .hasSize(2)
        .allSatisfy(
            job -> {
              assertThat(job.getModelId()).isEqualTo(Records.STUDENT);
              assertThat(job.getModel())
                  .isEqualTo(Records.student(CheckpointStage.FINAL).getWeights());
              assertThat(job.getSurrogate())
                  .contains(Records.baseline(CheckpointStage.FINAL).getWeights());
            });
  }
}
