package io.reflux.robustness.evaluation.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.evaluation.verdict.JudgedModel.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the verdicts on its models make of an experiment. */
class ExperimentVerdictTest {

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

  private static JudgedModel model(String name, Role role, Verdict verdict) {
    return new JudgedModel(name, role, new Judgement(verdict, "evidence"));
  }
}
