package io.reflux.robustness.evaluation.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.evaluation.AttackScore;
import io.reflux.robustness.evaluation.CourseSums;
import io.reflux.robustness.evaluation.GradientHistogram;
import io.reflux.robustness.evaluation.NormSums;
import io.reflux.robustness.evaluation.OutcomeSums;
import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.threat.Goal;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Warnings on one attack and on a model. */
class ReliabilityWarningsTest {

  /** 100 samples, none censored. */
  private static final RobustnessMetric UNCENSORED = new RobustnessMetric(1_200, 100, 0, 112, 784);

  private static final AttackSpec PAPER = AttackSpec.paper();
  private static final AttackSpec DESCENT =
      AttackSpec.of(AttackMode.PGD_LINF, 0.3).withGoal(Goal.UNTARGETED);
  private static final AttackSpec ONE_STEP = AttackSpec.of(AttackMode.FGSM, 0.3);

  @Test
  void an_undistilled_models_score_needs_no_warning() {
    AttackScore score = score(858, Map.of(EndReason.SUCCESS, 858L, EndReason.BUDGET, 42L));

    assertThat(ReliabilityWarnings.ofScore(PAPER, score, UNCENSORED)).isEmpty();
  }

  @Test
  void zero_gradients_and_empty_maps_are_warned_of_with_their_counts() {
    AttackScore score =
        score(
            6,
            Map.of(EndReason.SUCCESS, 6L, EndReason.ZERO_GRADIENT, 881L, EndReason.EMPTY_MAP, 13L));

    List<ReliabilityWarning> warnings = ReliabilityWarnings.ofScore(PAPER, score, UNCENSORED);

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

    assertThat(ReliabilityWarnings.ofScore(PAPER, below, UNCENSORED)).isEmpty();
    assertThat(ReliabilityWarnings.ofScore(PAPER, at, UNCENSORED))
        .extracting(ReliabilityWarning::code)
        .containsExactly("zero-gradients", "empty-maps");
  }

  @Test
  void few_samples_are_warned_of() {
    RobustnessMetric metric = new RobustnessMetric(120, 99, 0, 112, 784);

    assertThat(
            ReliabilityWarnings.ofScore(PAPER, score(900, Map.of(EndReason.SUCCESS, 900L)), metric))
        .containsExactly(new AttackWarning.TooFewSamples(99));
  }

  @Test
  void a_censored_metric_is_shown_with_its_ceiling() {
    RobustnessMetric metric = new RobustnessMetric(10_000, 100, 89, 112, 784);

    List<ReliabilityWarning> warnings =
        ReliabilityWarnings.ofScore(PAPER, score(11, Map.of(EndReason.SUCCESS, 11L)), metric);

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

    assertThat(ReliabilityWarnings.ofScore(PAPER, score, metric)).isEmpty();
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
    double threshold = ModelWarning.SaturatedSoftmax.THRESHOLD;

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
  void a_number_that_is_not_finite_is_warned_of_from_the_first() {
    AttackScore score = score(899, Map.of(EndReason.SUCCESS, 899L, EndReason.NON_FINITE, 1L));

    assertThat(ReliabilityWarnings.ofScore(PAPER, score, UNCENSORED))
        .containsExactly(new AttackWarning.NonFinite(1, 900));
  }

  @Test
  void an_attack_without_a_budget_has_to_reach_everything() {
    AttackSpec unbounded = AttackSpec.of(AttackMode.CW_L2, Double.POSITIVE_INFINITY);
    AttackScore all = score(900, Map.of(EndReason.SUCCESS, 900L));
    AttackScore some = score(897, Map.of(EndReason.SUCCESS, 897L, EndReason.BUDGET, 3L));
    RobustnessMetric censored = new RobustnessMetric(10_000, 100, 89, 112, 784);

    assertThat(ReliabilityWarnings.ofScore(unbounded, all, UNCENSORED)).isEmpty();
    AttackSpec carriedOver = AttackSpec.of(AttackMode.TRANSFER_CW_L2, Double.POSITIVE_INFINITY);
    assertThat(ReliabilityWarnings.ofScore(carriedOver, some, censored))
        .as("images that do not transfer say nothing about the attack")
        .isEmpty();
    assertThat(ReliabilityWarnings.ofScore(unbounded, some, censored))
        .containsExactly(new AttackWarning.UnboundedAttackFails(3, 900));
  }

  @Test
  void only_attacks_for_the_smallest_change_have_a_censored_metric() {
    RobustnessMetric censored = new RobustnessMetric(10_000, 100, 89, 112, 784);
    AttackScore score = score(11, Map.of(EndReason.SUCCESS, 11L));

    assertThat(ReliabilityWarnings.ofScore(DESCENT, score, censored)).isEmpty();
    AttackSpec nearest = AttackSpec.of(AttackMode.CW_L2, 2);
    assertThat(ReliabilityWarnings.ofScore(nearest, score, censored))
        .extracting(ReliabilityWarning::evidence)
        .containsExactly("89 of 100 (89.0 %) samples were never reached; the ceiling is L2 2");
  }

  @Test
  void searches_that_stop_while_they_are_closing_in_are_warned_of() {
    AttackScore closing = spent(500, new CourseSums(0, 45, 0, 0));
    AttackScore few = spent(500, new CourseSums(0, 44, 0, 0));

    assertThat(ReliabilityWarnings.ofScore(DESCENT, closing, UNCENSORED))
        .containsExactly(new AttackWarning.MoreStepsHelp(45, 900));
    assertThat(ReliabilityWarnings.ofScore(DESCENT, few, UNCENSORED)).isEmpty();
    assertThat(ReliabilityWarnings.ofScore(ONE_STEP, closing, UNCENSORED)).isEmpty();
    assertThat(ReliabilityWarnings.ofScore(PAPER, closing, UNCENSORED)).isEmpty();
  }

  @Test
  void a_loss_that_does_not_rise_is_warned_of() {
    AttackScore stuck = spent(500, new CourseSums(0, 0, 45, 0));
    AttackScore few = spent(500, new CourseSums(0, 0, 44, 0));

    assertThat(ReliabilityWarnings.ofScore(DESCENT, stuck, UNCENSORED))
        .containsExactly(new AttackWarning.LossNotRising(45, 900));
    assertThat(ReliabilityWarnings.ofScore(DESCENT, few, UNCENSORED)).isEmpty();
    assertThat(ReliabilityWarnings.ofScore(PAPER, stuck, UNCENSORED)).isEmpty();
    assertThat(
            ReliabilityWarnings.ofScore(
                AttackSpec.of(AttackMode.SQUARE_LINF, 0.3), stuck, UNCENSORED))
        .isEmpty();
  }

  private static AttackScore spent(long failed, CourseSums courses) {
    return new AttackScore(
        new OutcomeSums(
            900,
            900 - failed,
            Map.of(EndReason.SUCCESS, 900 - failed, EndReason.BUDGET, failed),
            NormSums.ZERO,
            GradientHistogram.EMPTY,
            courses));
  }

  private static AttackScore score(long successes, Map<EndReason, Long> reasons) {
    return new AttackScore(
        new OutcomeSums(
            900, successes, reasons, NormSums.ZERO, GradientHistogram.EMPTY, CourseSums.ZERO));
  }
}
