package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.threat.Goal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Where the answer has a closed form: linear models, and models that are too sure of themselves.
 */
class GradientAttackTest {

  /**
   * Class 0 leads class 1 by 1.25 on grey, and moving every feature by d moves that by up to 5 d,
   * their weights being 2, 1.5, 1 and 0.5; the other two classes are out of the question.
   */
  private static final DenseClassifier LINEAR =
      DenseClassifier.linear(
          new float[][] {
            {1, -0.75f, 0.5f, 0.25f}, {-1, 0.75f, -0.5f, -0.25f}, {0, 0, 0, 0}, {0, 0, 0, 0}
          },
          0.25f,
          0,
          -60,
          -90);

  private static final float[] GREY = {0.5f, 0.5f, 0.5f, 0.5f};
  private static final double LINF_DISTANCE = 1.25 / 5;
  private static final double L2_DISTANCE = 1.25 / Math.sqrt(4 + 2.25 + 1 + 0.25);

  @Test
  void fgsm_moves_every_feature_by_the_budget_against_its_weight() {
    AttackOutcome outcome = attack(AttackSpec.of(AttackMode.FGSM, 0.2), 0);

    assertThat(outcome.perturbation().addTo(GREY))
        .containsExactly(new float[] {0.3f, 0.7f, 0.3f, 0.3f}, within(1e-6f));
    assertThat(outcome.finalGap()).isCloseTo(1.25f - 5 * 0.2f, within(1e-5f));
    assertThat(outcome.effort()).isEqualTo(new AttackOutcome.Effort(1, 2, Float.NaN));
  }

  @ParameterizedTest
  @EnumSource(
      value = AttackMode.class,
      names = {"FGSM.*", "BIM", "PGD_LINF.*", "APGD_LINF.*", "AUTO_LINF"},
      mode = EnumSource.Mode.MATCH_ANY)
  void on_a_linear_model_linf_attacks_succeed_just_beyond_the_margin_by_the_l1_norm(
      AttackMode mode) {
    AttackSpec spec = untargeted(AttackSpec.of(mode, LINF_DISTANCE));

    assertThat(attack(spec.withBudget(1.001 * LINF_DISTANCE), 0).success()).isTrue();
    AttackOutcome failed = attack(spec.withBudget(0.99 * LINF_DISTANCE), 0);
    assertThat(failed.success()).isFalse();
    assertThat(failed.endReason()).isEqualTo(EndReason.BUDGET);
    assertThat(failed.finalGap()).isCloseTo(0.01f * 1.25f, within(1e-4f));
  }

  @ParameterizedTest
  @EnumSource(
      value = AttackMode.class,
      names = {"PGD_L2", "APGD_L2.*", "AUTO_L2"},
      mode = EnumSource.Mode.MATCH_ANY)
  void on_a_linear_model_l2_attacks_succeed_just_beyond_the_margin_by_the_l2_norm(AttackMode mode) {
    AttackSpec spec = untargeted(AttackSpec.of(mode, L2_DISTANCE));

    assertThat(attack(spec.withBudget(1.01 * L2_DISTANCE), 0).success()).isTrue();
    AttackOutcome failed = attack(spec.withBudget(0.9 * L2_DISTANCE), 0);
    assertThat(failed.success()).isFalse();
    assertThat(failed.finalGap()).isCloseTo(0.1f * 1.25f, within(0.02f));
  }

  @ParameterizedTest
  @CsvSource({"0.3", "1", "Infinity"})
  void bisection_finds_the_distance_to_the_boundary(double budget) {
    AttackSpec spec = AttackSpec.of(AttackMode.PGD_LINF_SMALLEST, budget);

    AttackOutcome outcome = attack(untargeted(spec), 0);

    assertThat(outcome.success()).isTrue();
    assertThat((double) outcome.linf()).isBetween(LINF_DISTANCE, LINF_DISTANCE + 2e-3);
  }

  @Test
  void bisection_gives_up_where_the_whole_budget_fails() {
    AttackSpec spec = AttackSpec.of(AttackMode.PGD_LINF_SMALLEST, 0.2);
    AttackSpec plain = AttackSpec.of(AttackMode.PGD_LINF, 0.2);

    AttackOutcome outcome = attack(untargeted(spec), 0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.BUDGET);
    assertThat(outcome.effort()).isEqualTo(attack(plain, 0).effort());
  }

  @ParameterizedTest
  @EnumSource(
      value = AttackMode.class,
      names = {"FGSM.*", "BIM", "PGD.*", "APGD.*", "AUTO.*"},
      mode = EnumSource.Mode.MATCH_ANY)
  void an_original_that_meets_the_goal_is_left_alone(AttackMode mode) {
    AttackOutcome outcome = attack(untargeted(AttackSpec.of(mode, 0.5)), 1);

    assertThat(outcome.success()).isTrue();
    assertThat(outcome.perturbation().size()).isZero();
    assertThat(outcome.effort().iterations()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "fgsm, 200, SUCCESS",
    "fgsm-f-float32, 20, SUCCESS",
    "fgsm-f-float32, 200, ZERO_GRADIENT",
    "bim, 200, SUCCESS",
    "pgd-linf, 200, SUCCESS",
    "pgd-linf-margin, 200, SUCCESS",
    "pgd-linf-f-float32, 20, SUCCESS",
    "pgd-linf-f-float32, 200, ZERO_GRADIENT",
    "pgd-linf-smallest, 200, SUCCESS",
    "apgd-linf-ce, 200, SUCCESS",
    "pgd-l2, 200, SUCCESS",
    "apgd-l2-ce, 200, SUCCESS"
  })
  void only_losses_in_float32_are_misled_by_a_saturated_model(
      String label, float gap, EndReason expected) {
    AttackMode mode = AttackMode.parse(label);
    double budget = mode.label().contains("l2") ? 2 : 0.25;
    AttackSpec spec = AttackSpec.of(mode, budget);
    AttackBatch targeted = SaturatedModel.towardsClassOne();
    AttackBatch untargeted =
        AttackBatch.untargeted(targeted.originals(), new int[] {7}, new int[] {0});

    for (Goal goal : Goal.values()) {
      AttackBatch batch = goal == Goal.TARGETED ? targeted : untargeted;
      AttackOutcome outcome = only(spec.withGoal(goal), SaturatedModel.withGap(gap), batch);
      assertThat(outcome.endReason()).isEqualTo(expected);
      assertThat(outcome.success()).isEqualTo(expected == EndReason.SUCCESS);
    }
  }

  @ParameterizedTest
  @CsvSource({"bim, 0.2, 0.1", "pgd-linf, 0.2, 0.1", "pgd-l2, 1, 2"})
  void steps_without_a_length_have_a_path_between_them(String label, double budget, double length) {
    DenseClassifier model = DenseClassifier.twoLayers(5, 40, 30, 5, 6);
    AttackBatch batch = images(model, 10);
    AttackSpec spec = AttackSpec.of(AttackMode.parse(label), budget).with("steps", 5);

    List<AttackOutcome> outcomes = Attack.of(spec).run(model, batch).outcomes();

    assertThat(Attack.of(spec.with("stepSize", length)).run(model, batch).outcomes())
        .isEqualTo(outcomes);
    assertThat(Attack.of(spec.with("stepSize", length / 2)).run(model, batch).outcomes())
        .isNotEqualTo(outcomes);
  }

  @Test
  void the_ratio_is_not_misled_either() {
    AttackBatch batch =
        AttackBatch.untargeted(
            SaturatedModel.towardsClassOne().originals(), new int[] {7}, new int[] {0});

    AttackSpec spec = AttackSpec.of(AttackMode.APGD_LINF_DLR, 0.25);

    assertThat(only(spec, SaturatedModel.withGap(200), batch).success()).isTrue();
  }

  @Test
  void a_model_with_too_few_classes_is_refused() {
    AttackBatch batch =
        AttackBatch.untargeted(
            SaturatedModel.towardsClassOne().originals(), new int[] {7}, new int[] {0});

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                only(
                    AttackSpec.of(AttackMode.APGD_LINF_T, 0.25), SaturatedModel.withGap(20), batch))
        .withMessageContaining("at least 4 classes, had 3");
  }

  @ParameterizedTest
  @EnumSource(
      value = AttackMode.class,
      names = {"PGD_LINF", "PGD_L2", "APGD_LINF_CE", "APGD_L2_DLR", "APGD_LINF_T"})
  void more_restarts_change_only_the_rows_that_failed(AttackMode mode) {
    DenseClassifier model = DenseClassifier.twoLayers(5, 40, 30, 5, 6);
    AttackBatch batch = images(model, 30);
    AttackSpec spec = AttackSpec.of(mode, mode.label().contains("l2") ? 0.5 : 0.1).with("steps", 5);

    List<AttackOutcome> once = Attack.of(spec).run(model, batch).outcomes();
    List<AttackOutcome> often = Attack.of(spec.with("restarts", 4)).run(model, batch).outcomes();

    assertThat(once).anyMatch(AttackOutcome::success).anyMatch(outcome -> !outcome.success());
    for (int row = 0; row < batch.rows(); row++) {
      if (once.get(row).success()) {
        assertThat(often.get(row)).isEqualTo(once.get(row));
      } else {
        assertThat(often.get(row).effort().queries())
            .isGreaterThan(once.get(row).effort().queries());
        assertThat(often.get(row).finalGap()).isLessThanOrEqualTo(once.get(row).finalGap());
      }
    }
  }

  @Test
  void bisection_succeeds_where_the_attack_with_the_whole_budget_does_and_no_further_away() {
    DenseClassifier model = DenseClassifier.twoLayers(5, 40, 30, 5, 6);
    AttackBatch batch = images(model, 30);
    AttackSpec whole = AttackSpec.of(AttackMode.PGD_LINF, 0.1);
    AttackSpec smallest = untargeted(AttackSpec.of(AttackMode.PGD_LINF_SMALLEST, 0.1));

    List<AttackOutcome> bounded = Attack.of(whole).run(model, batch).outcomes();
    List<AttackOutcome> nearest = Attack.of(smallest).run(model, batch).outcomes();

    for (int row = 0; row < batch.rows(); row++) {
      assertThat(nearest.get(row).success()).isEqualTo(bounded.get(row).success());
      assertThat(nearest.get(row).linf()).isLessThanOrEqualTo(bounded.get(row).linf());
    }
  }

  private static AttackBatch images(DenseClassifier model, int count) {
    Random random = new Random(11);
    FloatMatrix images = FloatMatrix.zeros(count, model.shape().features());
    for (int i = 0; i < images.values().length; i++) {
      images.values()[i] = random.nextInt(256) / 255f;
    }
    int[] labels = new int[count];
    Arrays.setAll(labels, model.logits(images)::argMax);
    return AttackBatch.untargeted(images, IntStream.range(0, count).toArray(), labels);
  }

  private static AttackSpec untargeted(AttackSpec spec) {
    return spec.withGoal(Goal.UNTARGETED);
  }

  private static AttackOutcome attack(AttackSpec spec, int label) {
    FloatMatrix grey = new FloatMatrix(1, GREY.length, GREY.clone());
    return only(spec, LINEAR, AttackBatch.untargeted(grey, new int[] {3}, new int[] {label}));
  }

  private static AttackOutcome only(AttackSpec spec, DenseClassifier model, AttackBatch batch) {
    return Attack.of(spec).run(model, batch).outcomes().get(0);
  }
}
