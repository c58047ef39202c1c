package io.reflux.robustness.attack.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LossTest {

  private static final Offset<Double> TINY = within(1e-12);
  private static final Aim LEAVE_0 = new Aim(0, 0);
  private static final Aim REACH_1 = new Aim(0, 1);

  @Test
  void the_log_odds_are_those_of_the_cross_entropy() {
    float[] logits = {2, 0, -1};
    double others = Math.log(1 + Math.exp(-1));

    double odds = Loss.crossEntropy().value(logits, LEAVE_0);

    assertThat(odds).isCloseTo(others - 2, TINY);
    double crossEntropy = -Math.log(Softmax.float64(logits, 1)[0]);
    assertThat(Math.log1p(Math.exp(odds))).isCloseTo(crossEntropy, TINY);
  }

  @Test
  void reaching_a_class_is_the_opposite_of_leaving_it() {
    float[] logits = {2, 0.5f, -1};
    Aim leave = new Aim(1, 1);

    for (Loss loss : List.of(Loss.crossEntropy(), Loss.margin(), Loss.crossEntropyFloat32())) {
      assertThat(loss.value(logits, REACH_1)).isEqualTo(-loss.value(logits, leave));
    }
  }

  @Test
  void the_margin_is_positive_once_the_goal_is_met() {
    assertThat(Loss.margin().value(new float[] {5, 3, 1}, LEAVE_0)).isEqualTo(-2);
    assertThat(Loss.margin().value(new float[] {3, 5, 1}, LEAVE_0)).isEqualTo(2);
    assertThat(Loss.margin().value(new float[] {3, 1, 5}, REACH_1)).isEqualTo(-4);
    assertThat(Loss.margin().value(new float[] {3, 6, 5}, REACH_1)).isEqualTo(1);
  }

  @Test
  void the_ratio_is_free_of_scale_and_shift() {
    assertThat(Loss.ratio().value(new float[] {5, 3, 1}, LEAVE_0)).isEqualTo(-0.5);
    assertThat(Loss.ratio().value(new float[] {500, 300, 100}, LEAVE_0)).isEqualTo(-0.5);
    assertThat(Loss.ratio().value(new float[] {25, 23, 21}, LEAVE_0)).isEqualTo(-0.5);
    assertThat(seed(Loss.ratio(), new float[] {5, 3, 1}, LEAVE_0))
        .containsExactly(-0.125f, 0.25f, -0.125f);
  }

  @Test
  void the_targeted_ratio_weighs_the_third_and_fourth_logit() {
    float[] logits = {5, 3, 1, -1};

    assertThat(Loss.targetedRatio().value(logits, REACH_1)).isEqualTo(-0.4);
    assertThat(Loss.targetedRatio().value(logits, new Aim(0, 3))).isEqualTo(-1.2);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void the_seed_is_the_derivative_of_the_value(Loss loss, Aim aim) {
    float[] logits = {1.25f, 0.5f, -0.75f, 2.5f, -2};
    float step = 0x1p-10f;

    float[] seed = seed(loss, logits, aim);

    for (int k = 0; k < logits.length; k++) {
      float[] more = logits.clone();
      float[] less = logits.clone();
      more[k] += step;
      less[k] -= step;
      double slope = (loss.value(more, aim) - loss.value(less, aim)) / (2 * step);
      assertThat((double) seed[k]).isCloseTo(slope, within(1e-4));
    }
  }

  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of(Loss.crossEntropy(), new Aim(3, 3)),
        Arguments.of(Loss.crossEntropy(), new Aim(1, 1)),
        Arguments.of(Loss.crossEntropy(), new Aim(3, 0)),
        Arguments.of(Loss.margin(), new Aim(3, 3)),
        Arguments.of(Loss.margin(), new Aim(3, 2)),
        Arguments.of(Loss.ratio(), new Aim(3, 3)),
        Arguments.of(Loss.ratio(), new Aim(1, 1)),
        Arguments.of(Loss.ratio(), new Aim(4, 4)),
        Arguments.of(Loss.targetedRatio(), new Aim(3, 0)),
        Arguments.of(Loss.targetedRatio(), new Aim(3, 1)),
        Arguments.of(Loss.targetedRatio(), new Aim(3, 4)));
  }

  @ParameterizedTest
  @ValueSource(floats = {20, 200, 2000, 1e6f})
  void the_seed_in_log_space_keeps_its_digits_however_sure_the_model_is(float gap) {
    float[] logits = {gap, 1, 0};
    float share = (float) (Math.E / (Math.E + 1));

    assertThat(seed(Loss.crossEntropy(), logits, LEAVE_0))
        .containsExactly(-1, share, (float) (1 / (Math.E + 1)));
    assertThat(seed(Loss.crossEntropy(), logits, new Aim(0, 2))[2]).isEqualTo(1);
    assertThat(seed(Loss.margin(), logits, LEAVE_0)).containsExactly(-1, 1, 0);
  }

  @Test
  void float32_agrees_with_log_space_where_the_softmax_is_not_saturated() {
    float[] logits = {1, 0.5f, -1};
    double[] probabilities = Softmax.float64(logits, 1);

    float[] leave = seed(Loss.crossEntropyFloat32(), logits, LEAVE_0);
    float[] reach = seed(Loss.crossEntropyFloat32(), logits, REACH_1);

    for (int k = 0; k < logits.length; k++) {
      assertThat((double) leave[k]).isCloseTo(probabilities[k] - (k == 0 ? 1 : 0), within(1e-6));
      assertThat((double) reach[k]).isCloseTo((k == 1 ? 1 : 0) - probabilities[k], within(1e-6));
    }
  }

  @Test
  void float32_loses_the_winner_first_and_everything_later() {
    float[] sure = seed(Loss.crossEntropyFloat32(), new float[] {60, 0, -1}, LEAVE_0);
    assertThat(sure[0]).isZero();
    assertThat(sure[1]).isPositive();

    assertThat(seed(Loss.crossEntropyFloat32(), new float[] {200, 0, -1}, LEAVE_0)).containsOnly(0);
    assertThat(seed(Loss.crossEntropyFloat32(), new float[] {200, 0, -1}, REACH_1)).containsOnly(0);
  }

  @Test
  void logits_that_are_all_equal_have_finite_seeds() {
    for (Loss loss : List.of(Loss.ratio(), Loss.targetedRatio())) {
      for (float entry : seed(loss, new float[] {1, 1, 1, 1}, REACH_1)) {
        assertThat(entry).isFinite();
      }
    }
  }

  @Test
  void a_ratio_says_how_many_classes_it_needs() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.ratio().requireClasses(2))
        .withMessageStartingWith("the logit ratio needs a model of at least 3 classes, had 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loss.targetedRatio().requireClasses(3))
        .withMessageContaining("at least 4 classes, had 3");
    Loss.margin().requireClasses(2);
  }

  @Test
  void classes_are_ordered_by_logit_and_then_by_number() {
    float[] logits = {1, 3, 3, -1, 2};

    assertThat(LogitOrder.largest(logits, 3)).containsExactly(1, 2, 4);
    assertThat(LogitOrder.largestOthers(logits, 1, 4)).containsExactly(2, 4, 0, 3);
  }

  private static float[] seed(Loss loss, float[] logits, Aim aim) {
    float[] seed = new float[logits.length];
    Arrays.fill(seed, Float.NaN);
    loss.seed(logits, aim, seed);
    return seed;
  }
}
