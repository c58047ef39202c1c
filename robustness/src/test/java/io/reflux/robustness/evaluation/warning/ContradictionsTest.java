package io.reflux.robustness.evaluation.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.evaluation.rows.AttackFixture;
import io.reflux.robustness.evaluation.rows.AttackRows;
import io.reflux.robustness.evaluation.rows.BoundaryResult;
import io.reflux.robustness.evaluation.rows.BoundaryResult.Excess;
import io.reflux.robustness.evaluation.rows.ModelAttacks;
import io.reflux.robustness.evaluation.verdict.AttackEvidence;
import io.reflux.robustness.evaluation.verdict.Disagreement;
import io.reflux.robustness.evaluation.verdict.Verdict;
import io.reflux.robustness.evaluation.verdict.VerdictRules;
import io.reflux.robustness.threat.Goal;
import io.reflux.robustness.threat.Norm;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Warnings on attacks on one model that contradict each other. */
class ContradictionsTest {

  private static final Boundary LINF = new Boundary(Norm.LINF, 0.3, Goal.UNTARGETED);

  @Test
  void attacks_that_disagree_are_warned_of_though_the_model_is_plainly_broken() {
    AttackRows paper = AttackFixture.saliency("jsma-f-float32", 222, 900);
    AttackRows log = AttackFixture.saliency("jsma-f-log", 720, 900);
    AttackRows softened = AttackFixture.saliency("jsma-t", 780, 900);
    ModelAttacks attacks = new ModelAttacks(List.of(paper, log, softened));
    BoundaryResult result = attacks.boundaries().get(0);

    assertThat(VerdictRules.judgeModel(0.99, attacks).verdict()).isEqualTo(Verdict.NOT_ROBUST);
    assertThat(ReliabilityWarnings.ofAttacks(attacks))
        .containsExactly(
            new Contradiction.AttacksDisagree(
                new Disagreement(
                    AttackEvidence.of(result, paper), AttackEvidence.of(result, softened))));
  }

  @Test
  void attacks_that_agree_need_no_warning() {
    assertThat(
            codes(
                AttackFixture.saliency("jsma-f-float32", 222, 900),
                AttackFixture.saliency("jsma-f-float32-jacobian", 281, 900)))
        .isEmpty();
    assertThat(codes(linf(AttackMode.FGSM, 40), linf(AttackMode.PGD_LINF, 90))).isEmpty();
  }

  @Test
  void one_step_that_reaches_what_many_steps_leave_is_warned_of() {
    AttackRows one = AttackFixture.reaching(AttackMode.FGSM, 0.3, 100, 1, 2, 3);
    AttackRows many = AttackFixture.reaching(AttackMode.PGD_LINF, 0.3, 100, 3, 4, 5, 6);

    assertThat(ReliabilityWarnings.ofAttacks(new ModelAttacks(List.of(one, many))))
        .containsExactly(
            new Contradiction.SingleStepBeatsIterative(LINF, "fgsm", new Excess(2, 100)));
  }

  @Test
  void one_row_in_a_hundred_is_luck() {
    assertThat(
            codes(
                AttackFixture.reaching(AttackMode.FGSM, 0.3, 100, 1, 3),
                AttackFixture.reaching(AttackMode.PGD_LINF, 0.3, 100, 3)))
        .isEmpty();
  }

  @Test
  void search_and_chance_and_transfer_that_reach_what_gradients_leave_are_warned_of() {
    AttackRows descent = AttackFixture.reaching(AttackMode.PGD_LINF, 0.3, 100, 7);

    assertThat(codes(descent, AttackFixture.reaching(AttackMode.SQUARE_LINF, 0.3, 100, 1, 2)))
        .containsExactly("black-box-beats-white-box");
    assertThat(codes(descent, AttackFixture.reaching(AttackMode.NOISE_LINF, 0.3, 100, 1, 2)))
        .containsExactly("black-box-beats-white-box");
    assertThat(codes(descent, AttackFixture.reaching(AttackMode.TRANSFER_PGD_LINF, 0.3, 100, 1, 2)))
        .containsExactly("transfer-beats-white-box");
  }

  @Test
  void attacks_within_different_boundaries_do_not_contradict_each_other() {
    assertThat(
            codes(
                AttackFixture.untargeted(AttackMode.PGD_LINF, 0.1, 0, 100),
                AttackFixture.untargeted(AttackMode.SQUARE_LINF, 0.3, 90, 100),
                AttackFixture.untargeted(AttackMode.PGD_L2, 1, 0, 100)))
        .isEmpty();
  }

  @Test
  void more_budget_with_less_success_is_warned_of_beyond_the_noise() {
    AttackRows closer = AttackFixture.untargeted(AttackMode.PGD_LINF, 0.1, 80, 100);

    assertThat(codes(closer, AttackFixture.untargeted(AttackMode.PGD_LINF, 0.3, 50, 100)))
        .containsExactly("curve-not-monotone");
    assertThat(codes(closer, AttackFixture.untargeted(AttackMode.PGD_LINF, 0.3, 75, 100)))
        .isEmpty();
    assertThat(codes(closer, AttackFixture.untargeted(AttackMode.BIM, 0.3, 50, 100))).isEmpty();
  }

  @Test
  void every_warning_says_its_cause_its_evidence_and_what_to_do() {
    RobustnessMetric metric = new RobustnessMetric(1_200, 100, 0, 112, 784);
    AttackEvidence evidence = new AttackEvidence(List.of("pgd-linf"), LINF, 1, 2);
    Excess excess = new Excess(1, 2);
    List<ReliabilityWarning> all =
        List.of(
            new AttackWarning.ZeroGradients(1, 2),
            new AttackWarning.EmptyMaps(1, 2),
            new AttackWarning.NonFinite(1, 2),
            new AttackWarning.TooFewSamples(1),
            new AttackWarning.CensoredMetric(LINF, metric),
            new AttackWarning.UnboundedAttackFails(1, 2),
            new AttackWarning.MoreStepsHelp(1, 3),
            new AttackWarning.LossNotRising(1, 2),
            new ModelWarning.SaturatedSoftmax(30, 2),
            new ModelWarning.InaccurateModel(0.1, 20),
            new ModelWarning.RandomisedOutput(1, 2),
            new Contradiction.AttacksDisagree(new Disagreement(evidence, evidence)),
            new Contradiction.SingleStepBeatsIterative(LINF, "fgsm", excess),
            new Contradiction.BlackBoxBeatsWhiteBox(LINF, "square-linf", excess),
            new Contradiction.TransferBeatsWhiteBox(LINF, "transfer-pgd-linf", excess),
            new Contradiction.CurveNotMonotone(evidence, evidence));

    assertThat(all).extracting(ReliabilityWarning::code).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(warning -> assertThat(warning.cause()).isNotBlank())
        .allSatisfy(warning -> assertThat(warning.evidence()).isNotBlank())
        .allSatisfy(warning -> assertThat(warning.advice()).isNotBlank());
    assertThat(all.subList(11, 16)).allMatch(warning -> warning.scope().isPresent());
  }

  private static AttackRows linf(AttackMode mode, int successes) {
    return AttackFixture.untargeted(mode, 0.3, successes, 100);
  }

  private static List<String> codes(AttackRows... attacks) {
    return ReliabilityWarnings.ofAttacks(new ModelAttacks(List.of(attacks))).stream()
        .map(ReliabilityWarning::code)
        .toList();
  }
}
