package io.reflux.robustness.evaluation.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.evaluation.AttackScore;
import io.reflux.robustness.evaluation.GradientHistogram;
import io.reflux.robustness.evaluation.NormSums;
import io.reflux.robustness.evaluation.OutcomeSums;
import io.reflux.robustness.evaluation.RobustnessMetric;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReliabilityWarningsTest {

  /** 100 samples, none censored. */
  private static final RobustnessMetric UNCENSORED = new RobustnessMetric(1_200, 100, 0, 112, 784);

  @Test
  void an_undistilled_models_score_needs_no_warning() {
    AttackScore score = score(858, Map.of(EndReason.SUCCESS, 858L, EndReason.BUDGET, 42L));

    assertThat(ReliabilityWarnings.ofScore(score, UNCENSORED)).isEmpty();
  }

  @Test
  void zero_gradients_and_empty_maps_are_warned_of_with_their_counts() {
    AttackScore score =
        score(
            6,
            Map.of(EndReason.SUCCESS, 6L, EndReason.ZERO_GRADIENT, 881L, EndReason.EMPTY_MAP, 13L));

    List<ReliabilityWarning> warnings = ReliabilityWarnings.ofScore(score, UNCENSORED);

    assertThat(warnings).extracting(ReliabilityWarning::code).containsExactly("zero-gradients");
    assertThat(warnings.get(0).evidence())
        .isEqualTo("881 of 900 (97.9 %) searches ended with a zero gradient");
  }

  @Test
  void warnings_start_at_their_thresholds() {
    AttackScore below =
        score(
            847,
            Map.of(EndReason.SUCCESS, 847L, EndReason.ZERO_GRADIENT, 8L, EndReason.EMPTY_MAP, 44L));
    AttackScore at =
        score(
            846,
            Map.of(EndReason.SUCCESS, 846L, EndReason.ZERO_GRADIENT, 9L, EndReason.EMPTY_MAP, 45L));

    assertThat(ReliabilityWarnings.ofScore(below, UNCENSORED)).isEmpty();
    assertThat(ReliabilityWarnings.ofScore(at, UNCENSORED))
        .extracting(ReliabilityWarning::code)
        .containsExactly("zero-gradients", "empty-maps");
  }

  @Test
  void few_samples_are_warned_of() {
    RobustnessMetric metric = new RobustnessMetric(120, 99, 0, 112, 784);

    assertThat(ReliabilityWarnings.ofScore(score(900, Map.of(EndReason.SUCCESS, 900L)), metric))
        .containsExactly(new ReliabilityWarning.TooFewSamples(99));
  }

  @Test
  void a_censored_metric_is_shown_with_its_ceiling() {
    RobustnessMetric metric = new RobustnessMetric(10_000, 100, 89, 112, 784);

    List<ReliabilityWarning> warnings =
        ReliabilityWarnings.ofScore(score(11, Map.of(EndReason.SUCCESS, 11L)), metric);

    assertThat(warnings).extracting(ReliabilityWarning::code).containsExactly("censored-metric");
    assertThat(warnings.get(0).evidence())
        .isEqualTo(
            "89 of 100 (89.0 %) samples were never reached;"
                + " the ceiling is 14.29 % of the features");
  }

  @Test
  void a_score_of_nothing_needs_no_warning() {
    AttackScore score = new AttackScore(OutcomeSums.ZERO);
    RobustnessMetric metric = new RobustnessMetric(0, 0, 0, 112, 784);

    assertThat(ReliabilityWarnings.ofScore(score, metric)).isEmpty();
  }

  @Test
  void a_saturated_softmax_is_warned_of() {
    List<ReliabilityWarning> warnings =
        ReliabilityWarnings.ofModel(0.99, OptionalDouble.of(327), 10_000);

    assertThat(warnings).extracting(ReliabilityWarning::code).containsExactly("saturated-softmax");
    assertThat(warnings.get(0).evidence())
        .isEqualTo(
            "the median logit gap over 10000 test samples is 327.0;"
                + " a probability rounds to 1 in float32 from 17.3 on");
    assertThat(ReliabilityWarnings.ofModel(0.99, OptionalDouble.of(11), 10_000)).isEmpty();
    assertThat(ReliabilityWarnings.ofModel(0.99, OptionalDouble.empty(), 10_000)).isEmpty();
  }

  @Test
  void the_largest_probability_rounds_to_1_from_the_threshold_on_and_not_below() {
    double threshold = ReliabilityWarning.SaturatedSoftmax.THRESHOLD;

    assertThat((float) (1 / (1 + Math.exp(-threshold)))).isEqualTo(1f);
    assertThat((float) (1 / (1 + Math.exp(-threshold + 0.01)))).isLessThan(1f);
  }

  @Test
  void a_model_that_is_wrong_on_most_images_is_warned_of() {
    List<ReliabilityWarning> warnings =
        ReliabilityWarnings.ofModel(0.1, OptionalDouble.of(0), 2_000);

    assertThat(warnings).extracting(ReliabilityWarning::code).containsExactly("inaccurate-model");
    assertThat(warnings.get(0).evidence())
        .isEqualTo("200 of 2000 (10.0 %) test images are classified correctly");
    assertThat(ReliabilityWarnings.ofModel(0.5, OptionalDouble.of(0), 2_000)).isEmpty();
  }

  @Test
  void attacks_that_disagree_are_warned_of_though_the_model_is_plainly_broken() {
    AttackEvidence paper = new AttackEvidence("jsma-f-float32", 112, 222, 900);
    AttackEvidence log = new AttackEvidence("jsma-f-log", 112, 720, 900);
    AttackEvidence softened = new AttackEvidence("jsma-t", 112, 780, 900);

    assertThat(VerdictRules.judgeModel(0.99, List.of(paper, log, softened)).verdict())
        .isEqualTo(Verdict.NOT_ROBUST);
    assertThat(ReliabilityWarnings.ofAttacks(List.of(paper, log, softened)))
        .containsExactly(new ReliabilityWarning.AttacksDisagree(paper, softened));
  }

  @Test
  void attacks_that_agree_need_no_warning() {
    AttackEvidence paper = new AttackEvidence("jsma-f-float32", 112, 222, 900);
    AttackEvidence jacobian = new AttackEvidence("jsma-f-float32-jacobian", 112, 281, 900);

    assertThat(ReliabilityWarnings.ofAttacks(List.of(paper, jacobian))).isEmpty();
  }

  @Test
  void every_warning_says_its_cause_its_evidence_and_what_to_do() {
    AttackEvidence attack = new AttackEvidence("jsma-t", 112, 1, 2);
    List<ReliabilityWarning> all =
        List.of(
            new ReliabilityWarning.ZeroGradients(1, 2),
            new ReliabilityWarning.EmptyMaps(1, 2),
            new ReliabilityWarning.TooFewSamples(1),
            new ReliabilityWarning.CensoredMetric(UNCENSORED),
            new ReliabilityWarning.SaturatedSoftmax(30, 2),
            new ReliabilityWarning.InaccurateModel(0.1, 20),
            new ReliabilityWarning.AttacksDisagree(attack, attack));

    assertThat(all).extracting(ReliabilityWarning::code).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(warning -> assertThat(warning.cause()).isNotBlank())
        .allSatisfy(warning -> assertThat(warning.evidence()).isNotBlank())
        .allSatisfy(warning -> assertThat(warning.advice()).isNotBlank());
  }

  private static AttackScore score(long successes, Map<EndReason, Long> reasons) {
    return new AttackScore(
        new OutcomeSums(900, successes, reasons, NormSums.ZERO, GradientHistogram.EMPTY));
  }
}
