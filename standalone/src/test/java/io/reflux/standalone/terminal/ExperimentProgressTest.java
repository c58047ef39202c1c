package io.reflux.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobCompleted;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.JobProgressed;
import io.reflux.schemas.avro.JobStarted;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.RobustnessScore;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ExperimentProgressTest {

  private static final EventMeta META =
      EventMeta.newBuilder().setEventId("1").setProducedAt(Instant.EPOCH).build();

  private final ExperimentProgress progress = new ExperimentProgress();

  @BeforeEach
  void plan_a_baseline_a_teacher_and_a_student() {
    progress.planned(
        planOf(
            List.of(
                model("m-b", ModelRole.BASELINE, 1, List.of("a-1")),
                model("m-t", ModelRole.TEACHER, 20, List.of()),
                model("m-s", ModelRole.STUDENT, 20, List.of("a-1")))));
  }

  @Test
  void without_news_nothing_is_done() {
    assertThat(progress.stages())
        .extracting(StageState::count)
        .containsExactly("0 of 2 models", "0 of 1 models", "0 of 180 pairs", "0 of 2 scores");
  }

  @Test
  void an_untargeted_attack_has_one_pair_per_sample() {
    progress.planned(planOf(List.of(model("m-b", ModelRole.BASELINE, 1, List.of("a-1", "a-2")))));

    assertThat(progress.stages().get(2).count()).isEqualTo("0 of 100 pairs");
  }

  @Test
  void a_stage_with_nothing_to_do_is_done_once_the_plan_is_known() {
    ExperimentProgress bare = new ExperimentProgress();
    assertThat(bare.stages().get(1).percent()).isZero();

    bare.planned(planOf(List.of(model("m-b", ModelRole.BASELINE, 1, List.of()))));

    assertThat(bare.stages().get(1).percent()).isEqualTo(100);
    assertThat(bare.stages().get(1).count()).isEqualTo("nothing to do");
  }

  @Test
  void a_job_counts_by_the_share_of_it_that_is_done() {
    happened("train-m-t", JobKind.TRAINING, "m-t", progressed(3, 4, "epoch 3 of 4"));

    StageState training = progress.stages().get(0);

    assertThat(training.fraction()).isEqualTo(0.375);
    assertThat(training.detail()).isEqualTo("teacher T=20: epoch 3 of 4");
  }

  @Test
  void a_completed_job_counts_in_full_and_says_no_more() {
    happened("train-m-t", JobKind.TRAINING, "m-t", progressed(3, 4, "epoch 3 of 4"));
    happened("train-m-t", JobKind.TRAINING, "m-t", new JobCompleted(1.0));

    assertThat(progress.stages().get(0).count()).isEqualTo("1 of 2 models");
    assertThat(progress.stages().get(0).detail()).isEmpty();
  }

  @Test
  void a_model_under_attack_is_trained_even_if_nobody_told() {
    happened("attack-1", JobKind.ATTACK, "m-s", new JobStarted("w"));

    assertThat(progress.stages().get(1).percent()).isEqualTo(100);
    assertThat(progress.stages().get(2).detail()).isEqualTo("jsma-f-log on student T=20");
  }

  @Test
  void an_attack_is_named_once() {
    happened("attack-1", JobKind.ATTACK, "m-s", new JobStarted("w"));
    happened("attack-1", JobKind.ATTACK, "m-s", progressed(3, 9, "jsma-f-log"));

    assertThat(progress.stages().get(2).detail()).isEqualTo("jsma-f-log on student T=20");
  }

  @Test
  void outcomes_are_counted_from_jobs_or_scores_whichever_knows_more() {
    happened("attack-1", JobKind.ATTACK, "m-s", progressed(30, 45, ""));
    happened("attack-2", JobKind.ATTACK, "m-s", progressed(10, 45, ""));
    progress.scored(expecting(90, score("m-b", 90, true)));
    progress.scored(score("m-s", 20, false));

    assertThat(progress.stages().get(2).count()).isEqualTo("130 of 180 pairs");
    assertThat(progress.stages().get(3).count()).isEqualTo("1 of 2 scores");
  }

  @Test
  void pairs_that_the_plan_cannot_count_are_told_by_the_scores() {
    progress.planned(
        ExperimentPlan.newBuilder(
                planOf(
                    List.of(
                        model("m-b", ModelRole.BASELINE, 1, List.of("a-1")),
                        model("m-s", ModelRole.STUDENT, 20, List.of("a-1")))))
            .setTargetsPerSample(0)
            .build());
    assertThat(progress.stages().get(2)).extracting(StageState::count).isEqualTo("");
    assertThat(progress.stages().get(2).percent()).isZero();

    progress.scored(expecting(60, score("m-b", 30, false)));
    assertThat(progress.stages().get(2).count()).isEqualTo("30 of 60 pairs");
    assertThat(progress.stages().get(2).percent()).isEqualTo(25);

    progress.scored(expecting(60, score("m-b", 60, true)));
    progress.scored(expecting(40, score("m-s", 40, true)));
    assertThat(progress.stages().get(2).count()).isEqualTo("100 of 100 pairs");
    assertThat(progress.stages().get(2).percent()).isEqualTo(100);
  }

  @Test
  void a_model_that_gets_too_few_samples_right_has_fewer_pairs_than_planned() {
    progress.scored(expecting(90, score("m-b", 90, true)));
    progress.scored(expecting(0, score("m-s", 0, true)));

    assertThat(progress.stages().get(2).count()).isEqualTo("90 of 90 pairs");
    assertThat(progress.stages().get(2).percent()).isEqualTo(100);
  }

  @Test
  void work_of_other_experiments_is_ignored() {
    happened("train-m-x", JobKind.TRAINING, "m-x", new JobStarted("w"));

    assertThat(progress.stages().get(0).detail()).isEmpty();
    assertThat(progress.describe(event("train-m-x", JobKind.TRAINING, "m-x", new JobStarted("w"))))
        .isEmpty();
  }

  private static ExperimentPlan planOf(List<PlannedModel> models) {
    return ExperimentPlan.newBuilder()
        .setMeta(META)
        .setExperimentId("e")
        .setStatus(PlanStatus.PLANNED)
        .setModels(models)
        .setAttacks(
            List.of(attack("a-1", "jsma-f-log", "targeted"), attack("a-2", "fgsm", "untargeted")))
        .setAttackSamples(10)
        .setTargetsPerSample(9)
        .build();
  }

  private static PlannedAttack attack(String id, String mode, String goal) {
    return PlannedAttack.newBuilder()
        .setAttackId(id)
        .setMode(mode)
        .setMaxFeatures(112)
        .setSpec("{}")
        .setGoal(goal)
        .build();
  }

  private void happened(String jobId, JobKind kind, String modelId, SpecificRecord body) {
    progress.happened(event(jobId, kind, modelId, body));
  }

  private static JobEvent event(String jobId, JobKind kind, String modelId, SpecificRecord body) {
    return JobEvent.newBuilder()
        .setMeta(META)
        .setJobId(jobId)
        .setKind(kind)
        .setModelId(modelId)
        .setAttackId(kind == JobKind.ATTACK ? "a-1" : null)
        .setBody(body)
        .build();
  }

  private static JobProgressed progressed(long done, long total, String detail) {
    return new JobProgressed(done, total, "", detail);
  }

  private static PlannedModel model(
      String id, ModelRole role, double temperature, List<String> attacks) {
    return PlannedModel.newBuilder()
        .setModelId(id)
        .setRole(role)
        .setTemperature(temperature)
        .setSpec("{}")
        .setAttackIds(attacks)
        .build();
  }

  private static RobustnessScore expecting(long pairs, RobustnessScore score) {
    return RobustnessScore.newBuilder(score).setExpected(pairs).build();
  }

  private static RobustnessScore score(String modelId, long attempted, boolean complete) {
    return RobustnessScore.newBuilder()
        .setMeta(META)
        .setExperimentId("e")
        .setModelId(modelId)
        .setRole(ModelRole.STUDENT)
        .setAttackId("a-1")
        .setMode("jsma-f-log")
        .setAttempted(attempted)
        .setComplete(complete)
        .build();
  }
}
