package io.reflux.robustness.evaluation.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.evaluation.verdict.JudgedModel.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The cases are the measurements on MNIST: undistilled, and students at T = 5, 20 and 100. */
class VerdictRulesTest {

  private static final AttackEvidence PAPER_FAILS = attack("jsma-f-float32", 6, 900);
  private static final AttackEvidence PAPER_BREAKS = attack("jsma-f-float32", 858, 900);
  private static final AttackEvidence LOG_BREAKS = attack("jsma-f-log", 362, 450);
  private static final AttackEvidence LOG_FAILS = attack("jsma-f-log", 6, 900);

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
    List<AttackEvidence> attacks = List.of(PAPER_FAILS, attack("jsma-f-float64", 99, 180));

    assertThat(judge(attacks).verdict()).isEqualTo(Verdict.GRADIENT_MASKING);
  }

  @Test
  void another_attack_with_a_larger_budget_is_no_sign_of_masking() {
    AttackEvidence unlimited = new AttackEvidence("jsma-f-log", 784, 450, 450);

    Judgement judgement = judge(List.of(PAPER_FAILS, unlimited));

    assertThat(judgement.verdict()).isEqualTo(Verdict.NOT_ROBUST);
    assertThat(judgement.evidence()).endsWith("within 784 features");
  }

  @Test
  void a_small_difference_between_attacks_is_no_masking() {
    List<AttackEvidence> attacks = List.of(PAPER_FAILS, attack("jsma-z", 135, 900));

    assertThat(judge(attacks).verdict()).isEqualTo(Verdict.NOT_ROBUST);
  }

  @Test
  void a_weaker_attack_beside_one_that_breaks_is_no_masking() {
    List<AttackEvidence> attacks = List.of(PAPER_BREAKS, attack("jsma-z", 0, 900));

    assertThat(judge(attacks).verdict()).isEqualTo(Verdict.NOT_ROBUST);
  }

  @Test
  void a_model_that_all_attacks_fail_on_is_robust() {
    Judgement judgement = judge(List.of(PAPER_FAILS, LOG_FAILS));

    assertThat(judgement.verdict()).isEqualTo(Verdict.ROBUST);
    assertThat(judgement.evidence())
        .startsWith("no attack exceeds the limit of 10 %: jsma-f-float32 succeeds on 0.7 %");
  }

  @Test
  void the_papers_attack_alone_cannot_call_a_model_robust() {
    Judgement judgement = judge(List.of(PAPER_FAILS));

    assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judgement.evidence()).endsWith("add jsma-f-log or jsma-t");
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
    List<AttackEvidence> attacks =
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

      assertThat(PAPER_FAILS.describe()).contains("0.7 %");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void an_experiment_is_judged_by_its_worst_student() {
    Judgement judgement =
        VerdictRules.judgeExperiment(
            List.of(
                model("the baseline", Role.BASELINE, Verdict.NOT_ROBUST),
                model("the teacher at T = 20", Role.TEACHER, Verdict.GRADIENT_MASKING),
                model("the student at T = 2", Role.STUDENT, Verdict.ROBUST),
                model("the student at T = 5", Role.STUDENT, Verdict.NOT_ROBUST)));

    assertThat(judgement)
        .isEqualTo(new Judgement(Verdict.NOT_ROBUST, "the student at T = 5: evidence"));
  }

  @Test
  void an_experiment_is_about_what_was_brought_to_be_judged() {
    Judgement judgement =
        VerdictRules.judgeExperiment(
            List.of(
                model("the student at T = 20", Role.STUDENT, Verdict.GRADIENT_MASKING),
                model("the external model m-1", Role.EXTERNAL, Verdict.ROBUST)));

    assertThat(judgement.verdict()).isEqualTo(Verdict.ROBUST);
  }

  @Test
  void masking_is_worse_than_a_visible_weakness() {
    Judgement judgement =
        VerdictRules.judgeExperiment(
            List.of(
                model("the student at T = 20", Role.STUDENT, Verdict.GRADIENT_MASKING),
                model("the student at T = 2", Role.STUDENT, Verdict.NOT_ROBUST)));

    assertThat(judgement.verdict()).isEqualTo(Verdict.GRADIENT_MASKING);
  }

  @Test
  void without_students_teachers_are_judged_and_then_baselines() {
    JudgedModel baseline = model("the baseline", Role.BASELINE, Verdict.NOT_ROBUST);
    JudgedModel teacher = model("the teacher", Role.TEACHER, Verdict.INCONCLUSIVE);

    assertThat(VerdictRules.judgeExperiment(List.of(baseline, teacher)).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(VerdictRules.judgeExperiment(List.of(baseline)).verdict())
        .isEqualTo(Verdict.NOT_ROBUST);
    assertThat(VerdictRules.judgeExperiment(List.of()).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void the_worst_of_no_verdicts_is_inconclusive() {
    assertThat(Verdict.worst(List.of())).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(Verdict.worst(List.of(Verdict.ROBUST, Verdict.GRADIENT_MASKING)))
        .isEqualTo(Verdict.GRADIENT_MASKING);
  }

  @Test
  void evidence_with_more_successes_than_attempts_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> attack("jsma-t", 2, 1));
  }

  private static AttackEvidence attack(String mode, long successes, long attempted) {
    return new AttackEvidence(mode, 112, successes, attempted);
  }

  private static JudgedModel model(String name, Role role, Verdict verdict) {
    return new JudgedModel(name, role, new Judgement(verdict, "evidence"));
  }

  @Test
  void a_model_that_classifies_nothing_is_not_robust_although_no_attack_moves_it() {
    List<AttackEvidence> attacks = List.of(PAPER_FAILS, LOG_FAILS);

    assertThat(VerdictRules.judgeModel(0.1, attacks))
        .isEqualTo(
            new Judgement(
                Verdict.INCONCLUSIVE,
                "no attack succeeds, but the model classifies only 10.0 % of the test images"
                    + " correctly"));
    assertThat(VerdictRules.judgeModel(0.5, attacks).verdict()).isEqualTo(Verdict.ROBUST);
    assertThat(VerdictRules.judgeModel(0.1, List.of(LOG_BREAKS)).verdict())
        .isEqualTo(Verdict.NOT_ROBUST);
  }

  private static Judgement judge(List<AttackEvidence> attacks) {
    return VerdictRules.judgeModel(0.99, attacks);
  }
}
