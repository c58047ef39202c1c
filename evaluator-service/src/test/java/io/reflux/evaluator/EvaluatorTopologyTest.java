package io.reflux.evaluator;

import static io.reflux.evaluator.Records.BASELINE;
import static io.reflux.evaluator.Records.LOG_ATTACK;
import static io.reflux.evaluator.Records.PAPER_ATTACK;
import static io.reflux.evaluator.Records.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PublishedComparison;
import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.ReportedModel;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.avro.Verdict;
import io.reflux.schemas.avro.Warning;
import io.reflux.schemas.packed.SampleTally;
import io.reflux.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTopologyTest {

  @TempDir Path stateDir;
  @TempDir Path otherStateDir;
  private TopologyHarness evaluator;

  @BeforeEach
  void open() {
    evaluator = new TopologyHarness(stateDir);
  }

  @AfterEach
  void close() {
    evaluator.close();
  }

  @Test
  void a_finished_experiment_is_reported_once() {
    evaluator.wholeExperiment();
    evaluator.interval();

    List<RobustnessReport> reports = evaluator.reports();
    assertThat(reports).hasSize(1);
    RobustnessReport report = reports.get(0);
    assertThat(report.getStatus()).isEqualTo(ReportStatus.COMPLETED);
    assertThat(report.getRequestEventId()).isEqualTo("request-1");
    assertThat(report.getReason()).isEmpty();
    assertThat(report.getScores()).hasSize(4).allMatch(RobustnessScore::getComplete);
    assertThat(report.getModels())
        .extracting(ReportedModel::getModelId)
        .containsExactly(BASELINE, Records.TEACHER, STUDENT);
    assertThat(evaluator.deadLetters()).isEmpty();
  }

  @Test
  void a_score_counts_pairs_and_samples() {
    evaluator.wholeExperiment();

    RobustnessScore score = last(evaluator.scores(), STUDENT, LOG_ATTACK);
    assertThat(score.getAttempted()).isEqualTo(4);
    assertThat(score.getExpected()).isEqualTo(4);
    assertThat(score.getSuccesses()).isEqualTo(2);
    assertThat(score.getSuccessRate()).isEqualTo(0.5);
    assertThat(score.getMeanL0()).contains((23 + 40) / 2.0);
    assertThat(score.getReasons()).isEqualTo(Map.of("SUCCESS", 2L, "ZERO_GRADIENT", 2L));
    assertThat(score.getRobustness()).contains((23 + 40) / (2 * 784.0));
    assertThat(score.getRobustnessCeiling()).contains(112 / 784.0);
    assertThat(score.getCensoredSamples()).isZero();
    assertThat(score.getSamplesSeen()).isEqualTo(2);
    assertThat(score.getSuccessesByL0()).hasSize(113);
    assertThat(score.getSuccessesByL0().get(23)).isEqualTo(1);
    assertThat(SampleTally.unpack(score.getPerSample().orElseThrow()))
        .containsExactly(
            new SampleTally(3, 2, 1, OptionalInt.of(23)),
            new SampleTally(20, 2, 1, OptionalInt.of(40)));
    assertThat(score.getGradientHistogram().orElseThrow().getFloat32Zeros()).isEqualTo(2);
    assertThat(score.getPublished()).isEmpty();
  }

  @Test
  void the_papers_number_stands_beside_the_papers_attack() {
    evaluator.wholeExperiment();

    List<RobustnessScore> scores = evaluator.scores();
    assertThat(last(scores, STUDENT, PAPER_ATTACK).getPublished()).contains(0.0134);
    assertThat(last(scores, BASELINE, PAPER_ATTACK).getPublished()).contains(0.9589);
    assertThat(evaluator.reports().get(0).getComparison())
        .extracting(c -> c.getQuantity() + " of " + c.getModelId())
        .containsExactly(
            "accuracy of " + BASELINE,
            "success-rate of " + BASELINE,
            "robustness of " + BASELINE,
            "accuracy of " + STUDENT,
            "success-rate of " + STUDENT,
            "robustness of " + STUDENT);
  }

  @Test
  void the_papers_number_does_not_stand_beside_another_budget() {
    ExperimentPlan plan = Records.plan("request-1");
    List<PlannedAttack> larger =
        plan.getAttacks().stream()
            .map(attack -> PlannedAttack.newBuilder(attack).setMaxFeatures(784).build())
            .toList();
    evaluator.plan(ExperimentPlan.newBuilder(plan).setAttacks(larger).build());
    evaluator.models();
    evaluator.attackPlans();
    Records.outcomes().forEach(evaluator::outcome);

    assertThat(last(evaluator.scores(), BASELINE, PAPER_ATTACK).getPublished()).isEmpty();
    assertThat(evaluator.reports().get(0).getComparison())
        .extracting(PublishedComparison::getQuantity)
        .containsOnly("accuracy");
  }

  @Test
  void the_worst_case_is_taken_per_pair() {
    evaluator.plan(Records.plan("request-1"));
    evaluator.models();
    evaluator.attackPlans();
    for (AttackOutcome outcome : Records.outcomes()) {
      boolean paperOnSecondTarget =
          outcome.getModelId().equals(STUDENT)
              && outcome.getAttackId().equals(PAPER_ATTACK)
              && outcome.getTarget() == 2
              && outcome.getSample() == 3;
      evaluator.outcome(
          paperOnSecondTarget ? Records.reached(STUDENT, PAPER_ATTACK, 3, 2, 15) : outcome);
    }

    ReportedModel student = evaluator.reports().get(0).getModels().get(2);
    assertThat(student.getWorstCasePairs()).isEqualTo(4);
    assertThat(student.getWorstCaseSuccess()).contains(0.75);
    assertThat(student.getWorstCaseRobustness()).contains((15 + 40) / (2 * 784.0));
  }

  @Test
  void a_verdict_rests_on_the_students_and_few_samples_are_warned_of() {
    evaluator.wholeExperiment();

    RobustnessReport report = evaluator.reports().get(0);
    assertThat(report.getVerdict()).isEqualTo(Verdict.NOT_ROBUST);
    assertThat(report.getVerdictEvidence()).startsWith("the student at T = 20: ");
    assertThat(report.getWarnings())
        .extracting(Warning::getCode)
        .contains("too-few-samples", "zero-gradients", "censored-metric");
    assertThat(report.getWarnings())
        .filteredOn(warning -> warning.getCode().equals("zero-gradients"))
        .extracting(Warning::getSubject)
        .containsExactly(STUDENT + "|" + PAPER_ATTACK, STUDENT + "|" + LOG_ATTACK);
  }

  @Test
  void a_redelivered_outcome_counts_once() {
    evaluator.wholeExperiment();
    Records.outcomes().forEach(evaluator::outcome);
    evaluator.interval();

    assertThat(last(evaluator.scores(), BASELINE, PAPER_ATTACK).getAttempted()).isEqualTo(4);
    assertThat(evaluator.reports()).hasSize(1);
  }

  @Test
  void a_corrected_outcome_replaces_the_one_before() {
    evaluator.wholeExperiment();
    evaluator.reports();

    evaluator.outcome(Records.reached(STUDENT, PAPER_ATTACK, 3, 2, 15));
    evaluator.interval();

    RobustnessScore score = last(evaluator.scores(), STUDENT, PAPER_ATTACK);
    assertThat(score.getAttempted()).isEqualTo(4);
    assertThat(score.getSuccesses()).isEqualTo(1);
    assertThat(score.getReasons()).isEqualTo(Map.of("SUCCESS", 1L, "ZERO_GRADIENT", 3L));
    List<RobustnessReport> reports = evaluator.reports();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).getModels().get(2).getWorstCaseSuccess()).contains(0.75);
  }

  @Test
  void an_outcome_can_be_corrected_when_many_others_have_come_since() {
    evaluator.wholeExperiment();
    for (int sample = 100; sample < 700; sample++) {
      evaluator.outcome(Records.missed("m-other-" + sample % 100, LOG_ATTACK, sample, 1));
    }
    evaluator.interval();
    evaluator.scores();

    evaluator.outcome(Records.reached(STUDENT, LOG_ATTACK, 3, 1, 50));
    evaluator.interval();

    RobustnessScore score = last(evaluator.scores(), STUDENT, LOG_ATTACK);
    assertThat(score.getAttempted()).isEqualTo(4);
    assertThat(score.getMeanL0()).contains((50 + 40) / 2.0);
    assertThat(score.getSuccessesByL0().get(23)).isZero();
  }

  @Test
  void a_withdrawn_outcome_counts_no_more() {
    evaluator.wholeExperiment();

    AttackOutcome withdrawn = Records.reached(BASELINE, PAPER_ATTACK, 3, 1, 14);
    evaluator.pipe(Topics.ATTACK_OUTCOMES, TopologyHarness.key(withdrawn), null);
    evaluator.interval();

    RobustnessScore score = last(evaluator.scores(), BASELINE, PAPER_ATTACK);
    assertThat(score.getAttempted()).isEqualTo(3);
    assertThat(score.getComplete()).isFalse();
    assertThat(score.getPerSample()).isEmpty();
  }

  @Test
  void running_scores_are_gathered_over_the_interval() {
    evaluator.plan(Records.plan("request-1"));
    evaluator.attackPlans();
    evaluator.interval();
    evaluator.scores();

    evaluator.outcome(Records.reached(BASELINE, PAPER_ATTACK, 3, 1, 10));
    evaluator.outcome(Records.reached(BASELINE, PAPER_ATTACK, 3, 2, 12));
    evaluator.outcome(Records.reached(BASELINE, PAPER_ATTACK, 20, 1, 30));
    assertThat(evaluator.scores()).isEmpty();
    evaluator.interval();

    List<RobustnessScore> scores = evaluator.scores();
    assertThat(scores).hasSize(1);
    assertThat(scores.get(0).getAttempted()).isEqualTo(3);
    assertThat(scores.get(0).getSamplesSeen()).isEqualTo(2);
    assertThat(scores.get(0).getRobustness()).contains(10 / 784.0);
    evaluator.interval();
    assertThat(evaluator.scores()).isEmpty();
  }

  @Test
  void the_same_records_give_the_same_bytes() {
    try (TopologyHarness again = new TopologyHarness(otherStateDir)) {
      evaluator.wholeExperiment();
      again.wholeExperiment();

      assertSameResults(evaluator, again);
    }
  }

  @Test
  void the_order_of_arrival_leaves_no_trace() {
    try (TopologyHarness shuffled = new TopologyHarness(otherStateDir)) {
      evaluator.wholeExperiment();
      List<Runnable> events = new ArrayList<>();
      events.add(() -> shuffled.plan(Records.plan("request-1")));
      events.add(shuffled::models);
      events.add(shuffled::attackPlans);
      Records.outcomes().forEach(outcome -> events.add(() -> shuffled.outcome(outcome)));
      Records.outcomes().forEach(outcome -> events.add(() -> shuffled.outcome(outcome)));
      Collections.shuffle(events, new Random(7));
      events.forEach(Runnable::run);

      assertSameResults(evaluator, shuffled);
    }
  }

  private static void assertSameResults(TopologyHarness one, TopologyHarness other) {
    Map<String, String> scores = one.lastBytes(Topics.ROBUSTNESS_SCORES);
    Map<String, String> reports = one.lastBytes(Topics.ROBUSTNESS_REPORTS);
    assertThat(scores).hasSize(4);
    assertThat(reports).hasSize(1);
    assertThat(other.lastBytes(Topics.ROBUSTNESS_SCORES)).isEqualTo(scores);
    assertThat(other.lastBytes(Topics.ROBUSTNESS_REPORTS)).isEqualTo(reports);
  }

  private static RobustnessScore last(
      List<RobustnessScore> scores, String modelId, String attackId) {
    return scores.stream()
        .filter(s -> s.getModelId().equals(modelId) && s.getAttackId().equals(attackId))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
