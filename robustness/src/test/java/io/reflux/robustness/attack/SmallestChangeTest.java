package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackCancelledException;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.threat.Goal;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The attacks that look for the smallest change, on models whose smallest changes are known. Class
 * 0 of the linear model leads by 3.2 on the grey image, and the features lower the lead by 4, 3, 2,
 * 1, 0.5 and 0.25 for each unit: L2 is 3.2 / 5.505, Linf 3.2 / 10.75, and two features can do it,
 * for they can move by a half each.
 */
class SmallestChangeTest {

  private static final double ANY = Double.POSITIVE_INFINITY;
  private static final float LEAD = 3.2f;
  private static final float[] PULLS = {4, -3, 2, -1, 0.5f, -0.25f};
  private static final double L2_OF_PULLS = Math.sqrt(16 + 9 + 4 + 1 + 0.25 + 0.0625);
  private static final double L1_OF_PULLS = 10.75;
  private static final double SMALLEST_L2 = LEAD / L2_OF_PULLS;

  @ParameterizedTest
  @EnumSource(Goal.class)
  void carlini_wagner_l2_finds_the_distance_of_the_boundary(Goal goal) {
    AttackOutcome outcome = attack(AttackSpec.of(AttackMode.CW_L2, ANY).withGoal(goal));

    assertThat(outcome.success()).isTrue();
    assertThat((double) outcome.l2()).isBetween(SMALLEST_L2 - 1e-6, 1.005 * SMALLEST_L2);
  }

  @ParameterizedTest
  @EnumSource(Goal.class)
  void carlini_wagner_l2_keeps_the_logits_apart_by_the_confidence(Goal goal) {
    AttackSpec spec = AttackSpec.of(AttackMode.CW_L2, ANY).with("confidence", 0.8).withGoal(goal);
    AttackOutcome outcome = attack(spec);

    double smallest = (LEAD + 0.8) / L2_OF_PULLS;
    assertThat(outcome.finalGap()).isLessThanOrEqualTo(-0.8f + 1e-5f);
    assertThat((double) outcome.l2()).isBetween(smallest - 1e-6, 1.005 * smallest);
  }

  /**
   * From grey, the first feature turns class 0 off and leaves the logits at 0 and -0.3, where they
   * depend on nothing; what turns class 1 on begins at 0.6 of the second, which has no slope
   * before.
   */
  @Test
  void carlini_wagner_leaves_a_dead_end_by_starting_elsewhere() {
    DenseClassifier model =
        DenseClassifier.linear(new float[][] {{1, 0}, {0, 1}}, 0, -0.3f)
            .behind(new float[][] {{-1000, 0}, {0, 1000}}, 700, -600);
    AttackBatch grey =
        new AttackBatch(
            new FloatMatrix(1, 2, new float[] {0.5f, 0.5f}),
            new int[] {0},
            new int[] {0},
            new int[] {1});
    AttackSpec l2 = AttackSpec.of(AttackMode.CW_L2, ANY);
    AttackSpec l0 = AttackSpec.of(AttackMode.CW_L0, ANY);

    assertThat(Attack.of(l2.with("searchSteps", 1)).run(model, grey).outcomes().get(0).success())
        .isFalse();
    assertThat(Attack.of(l2).run(model, grey).outcomes().get(0).success()).isTrue();
    assertThat(Attack.of(l0).run(model, grey).outcomes().get(0).success()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Goal.class)
  void carlini_wagner_linf_comes_near_the_distance_of_the_boundary(Goal goal) {
    AttackOutcome outcome = attack(AttackSpec.of(AttackMode.CW_LINF, ANY).withGoal(goal));

    double smallest = LEAD / L1_OF_PULLS;
    assertThat(outcome.success()).isTrue();
    assertThat((double) outcome.linf()).isBetween(smallest - 1e-6, 1.04 * smallest);
  }

  @ParameterizedTest
  @EnumSource(Goal.class)
  void carlini_wagner_l0_takes_the_fewest_features(Goal goal) {
    AttackOutcome outcome = attack(AttackSpec.of(AttackMode.CW_L0, ANY).withGoal(goal));

    assertThat(outcome.success()).isTrue();
    assertThat(outcome.perturbation().indices()).containsExactly(0, 1);
  }

  @Test
  void deepfool_steps_over_the_boundary_once() {
    AttackOutcome outcome = attack(AttackSpec.of(AttackMode.DEEPFOOL, ANY));

    assertThat(outcome.success()).isTrue();
    assertThat(outcome.effort().iterations()).isEqualTo(2);
    assertThat((double) outcome.l2()).isCloseTo(1.02 * SMALLEST_L2, within(1e-6));
  }

  @Test
  void deepfool_goes_to_the_nearest_boundary_and_not_to_the_strongest_class() {
    DenseClassifier model =
        DenseClassifier.linear(new float[][] {{0, 0}, {1, 0}, {0, 10}}, 0, -0.6f, -5.5f);
    AttackBatch batch = batch(Goal.UNTARGETED, 2);

    AttackOutcome outcome =
        Attack.of(AttackSpec.of(AttackMode.DEEPFOOL, ANY)).run(model, batch).outcomes().get(0);

    assertThat(outcome.adversarialClass()).isEqualTo(2);
    assertThat((double) outcome.l2()).isCloseTo(1.02 * 0.05, within(1e-5));
  }

  @Test
  void deepfool_does_not_count_on_pixels_that_cannot_move() {
    DenseClassifier model = DenseClassifier.linear(new float[][] {{0, 0}, {3, 1}}, 0, -3.5f);
    AttackBatch batch =
        AttackBatch.untargeted(
            new FloatMatrix(1, 2, new float[] {1, 0.2f}), new int[] {0}, new int[] {0});

    AttackOutcome outcome =
        Attack.of(AttackSpec.of(AttackMode.DEEPFOOL, ANY)).run(model, batch).outcomes().get(0);

    assertThat((double) outcome.l2()).isCloseTo(1.02 * 0.3, within(1e-5));
    assertThat(outcome.effort().iterations()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Goal.class)
  void decoupled_norm_finds_the_distance_of_the_boundary(Goal goal) {
    AttackOutcome outcome = attack(AttackSpec.of(AttackMode.DDN, ANY).withGoal(goal));

    assertThat(outcome.success()).isTrue();
    assertThat((double) outcome.l2()).isBetween(SMALLEST_L2 - 1e-6, 1.01 * SMALLEST_L2);
  }

  /** Each attack in each of its goals. */
  static Stream<AttackSpec> attacks() {
    return Stream.of(
            AttackMode.CW_L2,
            AttackMode.CW_LINF,
            AttackMode.CW_L0,
            AttackMode.DEEPFOOL,
            AttackMode.DDN)
        .map(mode -> AttackSpec.of(mode, ANY))
        .flatMap(spec -> spec.mode().traits().goals().stream().map(spec::withGoal));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void a_model_too_sure_for_float32_is_broken(AttackSpec spec) {
    AttackOutcome outcome =
        Attack.of(spec)
            .run(SaturatedModel.withGap(200), batch(spec.goal(), SaturatedModel.FEATURES, 0))
            .outcomes()
            .get(0);

    assertThat(outcome.logitGap()).isEqualTo(200);
    assertThat(outcome.endReason()).isEqualTo(EndReason.SUCCESS);
    assertThat(outcome.success()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void a_change_beyond_the_budget_is_not_kept_but_what_comes_closest_is(AttackSpec spec) {
    double budget = spec.boundary().norm().of(1, 0.4, 0.2);

    AttackOutcome outcome = attack(spec.withBudget(budget));

    assertThat(outcome.endReason()).isEqualTo(EndReason.BUDGET);
    assertThat(outcome.success()).isFalse();
    assertThat(spec.boundary().norm().of(outcome.l0(), outcome.l2(), outcome.linf()))
        .isLessThanOrEqualTo(budget + 1e-6);
    assertThat(outcome.finalGap()).isLessThanOrEqualTo(LEAD);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void a_model_without_slope_ends_the_search_at_once(AttackSpec spec) {
    DenseClassifier flat = DenseClassifier.linear(new float[2][PULLS.length], 1, 0);

    AttackOutcome outcome =
        Attack.of(spec).run(flat, batch(spec.goal(), PULLS.length)).outcomes().get(0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.ZERO_GRADIENT);
    assertThat(outcome.effort().iterations()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void a_model_that_says_no_number_ends_the_search_at_once(AttackSpec spec) {
    DenseClassifier broken = DenseClassifier.linear(new float[2][PULLS.length], 0, Float.NaN);

    AttackOutcome outcome =
        Attack.of(spec).run(broken, batch(spec.goal(), PULLS.length)).outcomes().get(0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.NON_FINITE);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void an_original_that_meets_the_goal_is_left_alone(AttackSpec spec) {
    DenseClassifier other = DenseClassifier.linear(new float[2][PULLS.length], 0, 1);

    AttackOutcome outcome =
        Attack.of(spec).run(other, batch(spec.goal(), PULLS.length)).outcomes().get(0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.SUCCESS);
    assertThat(outcome.perturbation().size()).isZero();
    assertThat(outcome.effort().iterations()).isZero();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void a_running_search_can_be_cancelled(AttackSpec spec) {
    AtomicInteger asked = new AtomicInteger();
    AttackProgress progress =
        new AttackProgress() {
          @Override
          public void rowsFinished(int finished, int total) {}

          @Override
          public boolean cancelled() {
            return asked.incrementAndGet() > 1;
          }
        };

    assertThatThrownBy(
            () -> Attack.of(spec).run(linear(), batch(spec.goal(), PULLS.length), progress))
        .isInstanceOf(AttackCancelledException.class)
        .hasMessageContaining("0 of 1");
  }

  private static AttackOutcome attack(AttackSpec spec) {
    return Attack.of(spec).run(linear(), batch(spec.goal(), PULLS.length)).outcomes().get(0);
  }

  private static DenseClassifier linear() {
    float onGrey = 0;
    for (float pull : PULLS) {
      onGrey += pull / 2;
    }
    return DenseClassifier.linear(new float[][] {new float[PULLS.length], PULLS}, LEAD + onGrey, 0);
  }

  private static AttackBatch batch(Goal goal, int features) {
    return batch(goal, features, 0.5f);
  }

  /** One image of class 0, to become class 1 or to leave class 0. */
  private static AttackBatch batch(Goal goal, int features, float pixel) {
    float[] image = new float[features];
    Arrays.fill(image, pixel);
    FloatMatrix images = new FloatMatrix(1, features, image);
    return goal == Goal.TARGETED
        ? new AttackBatch(images, new int[] {7}, new int[] {0}, new int[] {1})
        : AttackBatch.untargeted(images, new int[] {7}, new int[] {0});
  }
}
