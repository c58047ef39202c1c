package io.reflux.evaluator.live;

import static io.reflux.evaluator.Records.BASELINE;
import static io.reflux.evaluator.Records.EXPERIMENT;
import static io.reflux.evaluator.Records.STUDENT;
import static io.reflux.evaluator.Records.TEACHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.evaluator.Records;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.topic.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExperimentOverviewTest {

  private final LiveView view = new LiveView(new EventLog("run", EventLog.Limits.defaults()));

  @Test
  void stages_count_finished_models_and_name_jobs_under_way() {
    view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.plan("request-1"));
    view.apply(
        Topics.TEACHER_CHECKPOINTS, BASELINE, Records.teacher(BASELINE, CheckpointStage.FINAL));
    view.apply(
        Topics.TEACHER_CHECKPOINTS, TEACHER, Records.teacher(TEACHER, CheckpointStage.EPOCH));
    job(Records.progressed("train-1", JobKind.TRAINING, TEACHER, 4));
    job(Records.completed("train-0", JobKind.TRAINING, BASELINE));
    job(Records.progressed("train-9", JobKind.TRAINING, "m-of-another", 4));

    ExperimentOverview overview = ExperimentOverview.find(view, EXPERIMENT).orElseThrow();

    assertThat(overview.stages())
        .extracting(stage -> stage.stage() + " " + stage.done() + "/" + stage.total())
        .containsExactly("training 1/2", "distillation 0/1", "attacks 0/4");
    assertThat(overview.stages().get(0).running())
        .extracting(JobEvent::getJobId)
        .containsExactly("train-1");
    assertThat(overview.outcomesPlanned()).isEqualTo(16);
    assertThat(overview.state()).isEqualTo(ExperimentState.RUNNING);
  }

  @Test
  void outcomes_to_come_are_those_that_scores_expect_and_else_those_of_the_plan() {
    view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.plan("request-1"));
    score(BASELINE, 2);

    assertThat(ExperimentOverview.find(view, EXPERIMENT).orElseThrow().outcomesPlanned())
        .as("one attack of 2 pairs, three of 4")
        .isEqualTo(14);
  }

  @Test
  void an_untargeted_attack_is_planned_once_for_each_sample() {
    ExperimentPlan targeted = Records.plan("request-1");
    ExperimentPlan plan =
        ExperimentPlan.newBuilder(targeted)
            .setAttacks(
                List.of(
                    PlannedAttack.newBuilder(targeted.getAttacks().get(0))
                        .setGoal("untargeted")
                        .build(),
                    targeted.getAttacks().get(1)))
            .build();
    view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, plan);

    assertThat(ExperimentOverview.find(view, EXPERIMENT).orElseThrow().outcomesPlanned())
        .as("two models, each with an attack of 2 and one of 4")
        .isEqualTo(12);
  }

  @Test
  void scores_of_an_earlier_request_under_the_same_id_do_not_count() {
    view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.plan("request-1"));
    score(BASELINE, 2);
    score("m-of-an-earlier-request", 2);

    assertThat(ExperimentOverview.find(view, EXPERIMENT).orElseThrow().scores())
        .extracting(RobustnessScore::getModelId)
        .containsExactly(BASELINE);
  }

  @Test
  void a_student_is_distilled() {
    view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.plan("request-1"));
    view.apply(Topics.STUDENT_CHECKPOINTS, STUDENT, Records.student());

    ExperimentOverview overview = ExperimentOverview.find(view, EXPERIMENT).orElseThrow();

    assertThat(overview.stages().get(1).done()).isEqualTo(1);
  }

  @Test
  void a_plan_tells_that_the_experiment_is_over() {
    view.apply(
        Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.ended(PlanStatus.REJECTED, "no data set"));
    assertThat(ExperimentOverview.all(view).get(0).state()).isEqualTo(ExperimentState.FAILED);

    view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.ended(PlanStatus.CANCELLED, "enough"));
    assertThat(ExperimentOverview.all(view).get(0).state()).isEqualTo(ExperimentState.CANCELLED);
  }

  @Test
  void a_forgotten_experiment_is_gone() {
    view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.plan("request-1"));
    view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, null);

    assertThat(ExperimentOverview.all(view)).isEmpty();
    assertThat(ExperimentOverview.find(view, EXPERIMENT)).isEmpty();
  }

  private void score(String modelId, long expected) {
    view.apply(
        Topics.ROBUSTNESS_SCORES,
        EXPERIMENT + "|" + modelId + "|" + Records.PAPER_ATTACK,
        RobustnessScore.newBuilder()
            .setMeta(Records.meta("score", 9))
            .setExperimentId(EXPERIMENT)
            .setModelId(modelId)
            .setRole(ModelRole.BASELINE)
            .setAttackId(Records.PAPER_ATTACK)
            .setMode("jsma-f-float32")
            .setExpected(expected)
            .build());
  }

  private void job(JobEvent event) {
    view.apply(Topics.JOB_EVENTS, event.getJobId(), event);
  }
}
