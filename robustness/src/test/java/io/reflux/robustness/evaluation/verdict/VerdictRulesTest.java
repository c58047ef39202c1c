package io.reflux.robustness.evaluation.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.evaluation.Distortion;
import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.rows.AttackFixture;
import io.reflux.robustness.evaluation.rows.AttackRows;
import io.reflux.robustness.evaluation.rows.ModelAttacks;
import io.reflux.robustness.threat.Goal;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cases are the measurements on MNIST: undistilled, and students at T = 5, 20 and 100. */
class VerdictRulesTest {

  private static final AttackRows PAPER_FAILS = attack("jsma-f-float32", 6, 900);
  private static final AttackRows PAPER_BREAKS = attack("jsma-f-float32", 858, 900);
  private static final AttackRows LOG_BREAKS = attack("jsma-f-log", 362, 450);
  private static final AttackRows SPARSE_FAILS =
      AttackFixture.rows(AttackSpec.of(AttackMode.SPARSE, 112).withGoal(Goal.TARGETED), 6, 900);
  private static final AttackRows DESCENT_FAILS = linf(AttackMode.PGD_LINF, 1);
  private static final AttackRows SQUARE_FAILS = linf(AttackMode.SQUARE_LINF, 0);
  private static final AttackRows NOISE_FAILS = linf(AttackMode.NOISE_LINF, 0);
  private static final AttackRows LOG_FAILS = attack("jsma-f-log", 6, 900);

  @Test
  void an_undistilled_model_that_the_papers_attack_breaks_is_not_robust() {
    Judgement judgement = judge(List.of(PAPER_BREAKS, LOG_BREAKS));

    assertThat(judgement.verdict()).isEqualTo(Verdict.NOT_ROBUST);
    assertThat(judgement.evidence())
        .isEqualTo(
            "jsma-f-float32 succeeds on 95.3 % (858 of 900, 95 % interval 93.8 to 96.5 %)"
                + " within 112 features");
  }

  @Test
  void a_student_that_only_the_papers_attack_fails_on_masks_its_gradients() {
    Judgement judgement = judge(List.of(LOG_BREAKS, PAPER_FAILS));

    assertThat(judgement.verdict()).isEqualTo(Verdict.GRADIENT_MASKING);
    assertThat(judgement.evidence())
        .isEqualTo(
            "jsma-f-float32 succeeds on 0.7 % (6 of 900, 95 % interval 0.3 to 1.4 %), but"
                + " jsma-f-log succeeds on 80.4 % (362 of 450, 95 % interval 76.5 to 83.8 %),"
                + " both within 112 features: the first fails for want of a usable gradient, not of"
                + " adversarial samples");
  }

  @Test
  void the_papers_attack_in_float64_also_unmasks_the_one_in_float32() {
    List<AttackRows> attacks = List.of(PAPER_FAILS, attack("jsma-f-float64", 99, 180));

    assertThat(judge(attacks).verdict()).isEqualTo(Verdict.GRADIENT_MASKING);
  }

  @Test
  void another_attack_with_a_larger_budget_is_no_sign_of_masking() {
    AttackRows unlimited = AttackFixture.rows(AttackSpec.of("jsma-f-log", 1, 784), 450, 450);

    Judgement judgement = judge(List.of(PAPER_FAILS, unlimited));

    assertThat(judgement.verdict()).isEqualTo(Verdict.NOT_ROBUST);
    assertThat(judgement.evidence()).endsWith("within 784 features");
  }

  @Test
  void a_small_difference_between_attacks_is_no_masking() {
    List<AttackRows> attacks = List.of(PAPER_FAILS, attack("jsma-z", 135, 900));

    assertThat(judge(attacks).verdict()).isEqualTo(Verdict.NOT_ROBUST);
  }

  @Test
  void a_weaker_attack_beside_one_that_breaks_is_no_masking() {
    List<AttackRows> attacks = List.of(PAPER_BREAKS, attack("jsma-z", 0, 900));

    assertThat(judge(attacks).verdict()).isEqualTo(Verdict.NOT_ROBUST);
  }

  @Test
  void a_model_that_all_attacks_fail_on_is_robust() {
    Judgement judgement = judge(List.of(PAPER_FAILS, LOG_FAILS, SPARSE_FAILS));

    assertThat(judgement.verdict()).isEqualTo(Verdict.ROBUST);
    assertThat(judgement.evidence())
        .startsWith("no attack exceeds the limit of 10 %: jsma-f-float32 succeeds on 0.7 %");
  }

  @Test
  void gradients_alone_cannot_call_a_model_robust() {
    Judgement judgement = judge(List.of(PAPER_FAILS, LOG_FAILS));

    assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judgement.evidence())
        .startsWith("no attack that needs no gradients was held off within 112 features")
        .endsWith("add sparse-rs");
  }

  @Test
  void search_without_gradients_and_chance_cannot_call_a_model_robust() {
    assertThat(judge(List.of(SQUARE_FAILS, NOISE_FAILS)).evidence())
        .endsWith("add pgd-linf-margin or apgd-linf-ce");
    assertThat(judge(List.of(DESCENT_FAILS, NOISE_FAILS)).evidence()).endsWith("add square-linf");
    assertThat(judge(List.of(DESCENT_FAILS, SQUARE_FAILS, NOISE_FAILS)).verdict())
        .isEqualTo(Verdict.ROBUST);
  }

  @Test
  void an_ensemble_has_both_kinds_of_attack() {
    assertThat(judge(List.of(linf(AttackMode.AUTO_LINF, 0))).verdict()).isEqualTo(Verdict.ROBUST);
  }

  @Test
  void a_failure_with_more_budget_is_a_failure_with_less() {
    AttackRows closer = AttackFixture.untargeted(AttackMode.PGD_LINF, 0.1, 0, 100);

    assertThat(judge(List.of(closer, DESCENT_FAILS, SQUARE_FAILS)).verdict())
        .isEqualTo(Verdict.ROBUST);
    assertThat(judge(List.of(closer, linf(AttackMode.PGD_LINF, 90), SQUARE_FAILS)).evidence())
        .endsWith("within Linf 0.3");
  }

  @Test
  void every_target_missed_is_the_class_kept() {
    AttackRows targeted =
        AttackFixture.rows(AttackSpec.of(AttackMode.PGD_LINF, 0.3).withGoal(Goal.TARGETED), 0, 900);

    assertThat(judge(List.of(targeted, SQUARE_FAILS)).verdict()).isEqualTo(Verdict.ROBUST);
  }

  @Test
  void the_papers_attack_alone_cannot_call_a_model_robust() {
    Judgement judgement = judge(List.of(PAPER_FAILS));

    assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judgement.evidence()).endsWith("add jsma-f-log or jsma-t");
  }

  @Test
  void gradients_that_fail_where_a_search_without_them_succeeds_are_masked() {
    Judgement judgement = judge(List.of(DESCENT_FAILS, linf(AttackMode.SQUARE_LINF, 60)));

    assertThat(judgement)
        .isEqualTo(
            new Judgement(
                Verdict.GRADIENT_MASKING,
                "pgd-linf succeeds on 1.0 % (1 of 100, 95 % interval 0.2 to 5.4 %), but"
                    + " square-linf succeeds on 60.0 % (60 of 100, 95 % interval 50.2 to 69.1 %),"
                    + " both within Linf 0.3: the gradient does not lead to what is there; 0 of"
                    + " 100 searches ended with a zero gradient"));
  }

  @Test
  void one_step_and_images_of_another_model_unmask_as_well() {
    assertThat(judge(List.of(DESCENT_FAILS, linf(AttackMode.FGSM, 60))).verdict())
        .isEqualTo(Verdict.GRADIENT_MASKING);
    assertThat(judge(List.of(DESCENT_FAILS, linf(AttackMode.TRANSFER_PGD_LINF, 60))).verdict())
        .isEqualTo(Verdict.GRADIENT_MASKING);
    assertThat(
            judge(List.of(DESCENT_FAILS, linf(AttackMode.FGSM, 60), linf(AttackMode.BIM, 70)))
                .verdict())
        .isEqualTo(Verdict.NOT_ROBUST);
  }

  @Test
  void naive_gradients_in_any_norm_are_unmasked_by_exact_ones() {
    Judgement judgement =
        judge(List.of(linf(AttackMode.PGD_LINF_F_FLOAT32, 0), linf(AttackMode.PGD_LINF, 99)));

    assertThat(judgement.verdict()).isEqualTo(Verdict.GRADIENT_MASKING);
    assertThat(judgement.evidence()).startsWith("pgd-linf-f-float32 succeeds on 0.0 %");
  }

  @Test
  void attacks_that_break_a_model_only_together_break_it() {
    AttackRows one = AttackFixture.reaching(AttackMode.PGD_LINF, 0.3, 100, range(0, 12));
    AttackRows other = AttackFixture.reaching(AttackMode.BIM, 0.3, 100, range(50, 62));

    assertThat(judge(List.of(one)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judge(List.of(one, other)))
        .isEqualTo(
            new Judgement(
                Verdict.NOT_ROBUST,
                "bim, pgd-linf together succeed on 24.0 % (24 of 100, 95 % interval 16.7 to"
                    + " 33.2 %) within Linf 0.3"));
  }

  @Test
  void an_attack_without_a_budget_decides_by_its_distances() {
    double[] distances = new double[100];
    Arrays.setAll(distances, sample -> sample / 50.0);
    AttackRows nearest = AttackFixture.unbounded(AttackMode.CW_L2, distances);

    assertThat(judge(List.of(nearest)))
        .isEqualTo(
            new Judgement(
                Verdict.INCONCLUSIVE,
                "only attacks without a budget were run (cw-l2), and with those every model"
                    + " breaks: read their distances, or add an attack with a budget"));
    assertThat(judge(List.of(nearest, l2(AttackMode.PGD_L2, 0.5, 20))).evidence())
        .isEqualTo(
            "cw-l2 succeeds on 26.0 % (26 of 100, 95 % interval 18.4 to 35.4 %) within L2 0.5");
    assertThat(
            judge(
                    List.of(
                        nearest, l2(AttackMode.PGD_L2, 0.02, 0), l2(AttackMode.SQUARE_L2, 0.02, 0)))
                .verdict())
        .isEqualTo(Verdict.ROBUST);
  }

  @Test
  void no_norm_speaks_for_another() {
    AttackRows descent = l2(AttackMode.PGD_L2, 1, 0);

    assertThat(judge(List.of(DESCENT_FAILS, SQUARE_FAILS, descent)).evidence())
        .endsWith(
            "within L2 1, so gradients that lead nowhere would not have been noticed: add square-l2");
  }

  @Test
  void a_model_that_does_not_repeat_itself_is_not_judged_robust() {
    List<AttackRows> attacks = List.of(noisy(0), linf(AttackMode.SQUARE_LINF, 0));

    assertThat(judge(attacks).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judge(attacks).evidence())
        .startsWith("the model gave other logits when asked again in 100 of 200 outcomes");
    assertThat(judge(List.of(noisy(90))).verdict()).isEqualTo(Verdict.NOT_ROBUST);
  }

  @Test
  void few_attempts_are_inconclusive() {
    Judgement judgement = judge(List.of(PAPER_FAILS, attack("jsma-f-log", 0, 20)));

    assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judgement.evidence())
        .isEqualTo(
            "jsma-f-log succeeds on 0.0 % (0 of 20, 95 % interval 0.0 to 16.1 %):"
                + " too few attempts to tell; attack more samples");
  }

  @Test
  void no_attack_is_inconclusive() {
    assertThat(judge(List.of()))
        .isEqualTo(new Judgement(Verdict.INCONCLUSIVE, "the model was not attacked"));
    assertThat(judge(List.of(attack("jsma-t", 0, 0))).evidence())
        .startsWith("jsma-t was not attempted");
  }

  @Test
  void the_order_of_the_attacks_leaves_no_trace() {
    List<AttackRows> attacks =
        new ArrayList<>(
            List.of(
                PAPER_FAILS,
                attack("jsma-f-float64", 2, 900),
                LOG_BREAKS,
                attack("jsma-t", 362, 450)));
    Judgement judgement = judge(attacks);
    Collections.reverse(attacks);

    assertThat(judge(attacks)).isEqualTo(judgement);
  }

  @Test
  void the_language_of_the_machine_leaves_no_trace() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);

      assertThat(judge(List.of(PAPER_FAILS, LOG_BREAKS)).evidence()).contains("0.7 %");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void evidence_with_more_successes_than_attempts_is_refused() {
    Boundary boundary = PAPER_FAILS.spec().boundary();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AttackEvidence(List.of("jsma-t"), boundary, 2, 1));
  }

  private static AttackRows linf(AttackMode mode, int successes) {
    return AttackFixture.untargeted(mode, 0.3, successes, 100);
  }

  private static AttackRows l2(AttackMode mode, double budget, int successes) {
    return AttackFixture.untargeted(mode, budget, successes, 100);
  }

  /** Projected gradient descent on a model with random logits. */
  private static AttackRows noisy(int successes) {
    List<OutcomeSummary> outcomes = new ArrayList<>();
    for (int sample = 0; sample < 100; sample++) {
      boolean success = sample < successes;
      outcomes.add(
          new OutcomeSummary(
              sample,
              0,
              0,
              success ? EndReason.SUCCESS : EndReason.BUDGET,
              success,
              Distortion.NONE,
              OptionalDouble.empty(),
              new OutcomeSummary.Course(41, 1, 1, 0.5, false)));
    }
    return AttackFixture.of(
        AttackSpec.of(AttackMode.PGD_LINF, 0.3).withGoal(Goal.UNTARGETED), outcomes);
  }

  private static Integer[] range(int from, int to) {
    return IntStream.range(from, to).boxed().toArray(Integer[]::new);
  }

  private static AttackRows attack(String mode, int successes, int attempted) {
    return AttackFixture.saliency(mode, successes, attempted);
  }

  @Test
  void a_model_that_classifies_nothing_is_not_robust_although_no_attack_moves_it() {
    ModelAttacks attacks = new ModelAttacks(List.of(PAPER_FAILS, LOG_FAILS, SPARSE_FAILS));

    assertThat(VerdictRules.judgeModel(0.1, attacks))
        .isEqualTo(
            new Judgement(
                Verdict.INCONCLUSIVE,
                "no attack succeeds, but the model classifies only 10.0 % of the test images"
                    + " correctly"));
    assertThat(VerdictRules.judgeModel(0.5, attacks).verdict()).isEqualTo(Verdict.ROBUST);
    assertThat(VerdictRules.judgeModel(0.1, new ModelAttacks(List.of(LOG_BREAKS))).verdict())
        .isEqualTo(Verdict.NOT_ROBUST);
  }

  private static Judgement judge(List<AttackRows> attacks) {
    return VerdictRules.judgeModel(0.99, new ModelAttacks(attacks));
  }
}
