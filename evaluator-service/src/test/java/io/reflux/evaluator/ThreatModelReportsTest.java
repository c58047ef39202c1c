package io.reflux.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.threat.Goal;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.CurvePoint;
import io.reflux.schemas.avro.EndReason;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.ReportedModel;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.avro.ThreatModelResult;
import io.reflux.schemas.avro.Warning;
import io.reflux.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four samples under untargeted attacks in two norms, one of them without a budget. */
class ThreatModelReportsTest {

  private static final AttackSpec DESCENT = AttackSpec.of(AttackMode.PGD_LINF, 0.3);
  private static final AttackSpec SQUARES = AttackSpec.of(AttackMode.SQUARE_LINF, 0.3);
  private static final AttackSpec NEAREST =
      AttackSpec.of(AttackMode.CW_L2, Double.POSITIVE_INFINITY).withGoal(Goal.UNTARGETED);
  private static final AttackSpec SPHERE = AttackSpec.of(AttackMode.NOISE_L2, 1);
  private static final List<AttackSpec> ATTACKS = List.of(DESCENT, SQUARES, NEAREST, SPHERE);
  private static final String MODEL = Records.BASELINE;

  @TempDir Path stateDir;
  private TopologyHarness evaluator;

  @BeforeEach
  void open() {
    evaluator = new TopologyHarness(stateDir);
    evaluator.plan(plan());
    evaluator.pipe(
        Topics.TEACHER_CHECKPOINTS, MODEL, Records.teacher(MODEL, CheckpointStage.FINAL));
    ATTACKS.forEach(spec -> evaluator.attackPlan(announced(spec)));
  }

  @AfterEach
  void close() {
    evaluator.close();
  }

  @Test
  void the_worst_case_of_each_threat_model_is_taken_sample_by_sample_within_one_norm() {
    ReportedModel model = report().getModels().get(0);

    assertThat(model.getThreatModels())
        .extracting(ThreatModelResult::getNorm)
        .containsExactly("l2", "linf");
    ThreatModelResult l2 = model.getThreatModels().get(0);
    assertThat(l2.getBudget()).contains(1.0);
    assertThat(l2.getBroken()).isEqualTo(2);
    assertThat(l2.getAttackIds()).containsExactly(id(NEAREST), id(SPHERE));
    ThreatModelResult linf = model.getThreatModels().get(1);
    assertThat(linf.getGoal()).isEqualTo("untargeted");
    assertThat(linf.getBroken()).isEqualTo(3);
    assertThat(linf.getSamples()).isEqualTo(4);
    assertThat(linf.getRate()).isEqualTo(0.75);
    assertThat(linf.getWilsonLow()).isEqualTo(0.3006, within(1e-4));
    assertThat(linf.getVerdict()).isEqualTo("NOT_ROBUST");
    assertThat(linf.getPerSample().orElseThrow().remaining()).isEqualTo(4 * 8);
    assertThat(model.getWorstCaseSuccess()).isEmpty();
    assertThat(model.getWorstCaseRobustness()).isEmpty();
    assertThat(model.getVerdictEvidence())
        .isEqualTo("cw-l2 succeeds on 50.0 % (2 of 4, 95 % interval 15.0 to 85.0 %) within L2 1");
  }

  @Test
  void a_score_says_its_threat_model_and_how_far_away_the_images_are() {
    RobustnessScore nearest = score(NEAREST);

    assertThat(nearest.getNorm()).isEqualTo("l2");
    assertThat(nearest.getGoal()).isEqualTo("untargeted");
    assertThat(nearest.getKnowledge()).isEqualTo("white-box");
    assertThat(nearest.getPromise()).isEqualTo("smallest");
    assertThat(nearest.getBudget()).isEmpty();
    assertThat(nearest.getMeanQueries()).contains(25.0);
    assertThat(nearest.getDistances().orElseThrow().getP50()).isEqualTo(1);
    assertThat(nearest.getDistances().orElseThrow().getP95()).isEqualTo(2);
    assertThat(nearest.getCurve()).hasSize(21);
    assertThat(nearest.getCurve().get(10)).isEqualTo(new CurvePoint(1.0, 2L));
    assertThat(nearest.getRobustness()).isEmpty();
    assertThat(nearest.getRobustnessCeiling()).isEmpty();
    assertThat(nearest.getSuccessesByL0()).isEmpty();
  }

  @Test
  void a_score_within_a_budget_has_no_curve() {
    RobustnessScore descent = score(DESCENT);

    assertThat(descent.getPromise()).isEqualTo("within-budget");
    assertThat(descent.getBudget()).contains(0.3);
    assertThat(descent.getCurve()).isEmpty();
    assertThat(descent.getSuccessRate()).isEqualTo(0.5);
  }

  @Test
  void attacks_that_contradict_each_other_are_warned_of_with_their_threat_model() {
    assertThat(report().getWarnings())
        .filteredOn(warning -> !warning.getScope().isEmpty())
        .singleElement()
        .returns("black-box-beats-white-box", Warning::getCode)
        .returns(MODEL, Warning::getSubject)
        .returns("untargeted, Linf at most 0.3", Warning::getScope);
  }

  @Test
  void a_plan_whose_specification_says_something_else_goes_to_the_dead_letters() {
    AttackPlan good = announced(DESCENT);

    evaluator.attackPlan(AttackPlan.newBuilder(good).setSpec("{}").build());
    evaluator.attackPlan(
        AttackPlan.newBuilder(good)
            .setSpec(good.getSpec().replace("pgd-linf", "pgd-of-tomorrow"))
            .build());
    evaluator.attackPlan(AttackPlan.newBuilder(good).setMode("cw-l2").build());

    assertThat(evaluator.deadLetters()).hasSize(3);
  }

  private RobustnessReport report() {
    outcomes();
    return evaluator.reports().get(0);
  }

  private RobustnessScore score(AttackSpec spec) {
    outcomes();
    return evaluator.scores().stream()
        .filter(score -> score.getAttackId().equals(id(spec)))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  /** Descent breaks samples 0 and 1, squares 1 and 2; the nearest images are at 0.5, 1, 1.5, 2. */
  private void outcomes() {
    for (int sample = 0; sample < 4; sample++) {
      evaluator.outcome(outcome(DESCENT, sample, sample < 2, 0.3f));
      evaluator.outcome(outcome(SQUARES, sample, sample == 1 || sample == 2, 0.3f));
      evaluator.outcome(outcome(NEAREST, sample, true, (sample + 1) / 2f));
      evaluator.outcome(outcome(SPHERE, sample, false, 1));
    }
  }

  private static ExperimentPlan plan() {
    ExperimentPlan plan = Records.planWithoutAttacks("request-1");
    return ExperimentPlan.newBuilder(plan)
        .setAttacks(ATTACKS.stream().map(ThreatModelReportsTest::planned).toList())
        .setModels(
            List.of(
                PlannedModel.newBuilder(plan.getModels().get(0))
                    .setAttackIds(ATTACKS.stream().map(ThreatModelReportsTest::id).toList())
                    .build()))
        .setAttackSamples(4)
        .build();
  }

  private static PlannedAttack planned(AttackSpec spec) {
    return PlannedAttack.newBuilder()
        .setAttackId(id(spec))
        .setMode(spec.mode().label())
        .setMaxFeatures(0)
        .setSpec(canonical(spec))
        .build();
  }

  private static AttackPlan announced(AttackSpec spec) {
    return AttackPlan.newBuilder()
        .setMeta(Records.meta("attack-plan", 2))
        .setModelId(MODEL)
        .setAttackId(id(spec))
        .setExpectedOutcomes(4)
        .setMaxFeatures(784)
        .setFeatures(784)
        .setMode(spec.mode().label())
        .setSpec(canonical(spec))
        .build();
  }

  private static AttackOutcome outcome(
      AttackSpec spec, int sample, boolean success, float distance) {
    return AttackOutcome.newBuilder(Records.reached(MODEL, id(spec), sample, 0, success ? 700 : 0))
        .setEndReason(success ? EndReason.SUCCESS : EndReason.BUDGET)
        .setSuccess(success)
        .setL2(success ? distance : 0)
        .setLinf(success ? distance : 0)
        .setIterations(40)
        .setQueries(10L * (sample + 1))
        .setFinalGap(success ? -1f : 1f)
        .build();
  }

  private static String id(AttackSpec spec) {
    return "a-" + spec.mode().label();
  }

  private static String canonical(AttackSpec spec) {
    return new io.reflux.robustness.experiment.PlannedAttack(spec, 4).canonical();
  }
}
