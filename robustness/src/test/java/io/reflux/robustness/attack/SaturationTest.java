package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.spec.AttackSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaturationTest {

  @ParameterizedTest
  @CsvSource({
    "jsma-f-float32, 5, SUCCESS",
    "jsma-f-float32, 60, EMPTY_MAP",
    "jsma-f-float32, 200, ZERO_GRADIENT",
    "jsma-f-float32-jacobian, 60, EMPTY_MAP",
    "jsma-f-float32-jacobian, 200, ZERO_GRADIENT",
    "jsma-f-float64, 60, SUCCESS",
    "jsma-f-float64, 200, SUCCESS",
    "jsma-f-float64, 450, EMPTY_MAP",
    "jsma-f-float64, 800, ZERO_GRADIENT",
    "jsma-f-log, 60, SUCCESS",
    "jsma-f-log, 200, SUCCESS",
    "jsma-f-log, 600, SUCCESS",
    "jsma-z, 200, SUCCESS"
  })
  void each_number_type_ends_where_it_runs_out(String mode, float gap, EndReason expected) {
    AttackOutcome outcome = attack(AttackSpec.of(mode, 1, 60), gap);

    assertThat(outcome.endReason()).isEqualTo(expected);
    assertThat(outcome.success()).isEqualTo(expected == EndReason.SUCCESS);
  }

  @Test
  void a_softened_softmax_succeeds_on_a_saturated_model() {
    AttackSpec spec = AttackSpec.of("jsma-t", 1, 60).withTemperature(20);

    assertThat(attack(spec, 200).success()).isTrue();
  }

  @Test
  void a_failed_search_leaves_the_sample_alone() {
    AttackOutcome outcome = attack(AttackSpec.of("jsma-f-float32", 1, 60), 200);

    assertThat(outcome.effort().iterations()).isZero();
    assertThat(outcome.perturbation().size()).isZero();
    assertThat(outcome.adversarialClass()).isZero();
  }

  @Test
  void the_exact_attack_takes_the_fewest_features_that_can_close_the_gap() {
    AttackOutcome outcome = attack(AttackSpec.of("jsma-f-log", 1, 60), 200);

    assertThat(outcome.l0()).isEqualTo(14);
    assertThat(outcome.perturbation().indices())
        .containsExactly(46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59);
  }

  @Test
  void the_amplitude_is_known_where_float32_has_none() {
    double meanWeight = 0;
    for (int i = 0; i < SaturatedModel.FEATURES; i++) {
      meanWeight += (13 + i / 16.0) / SaturatedModel.FEATURES;
    }

    AttackOutcome outcome = attack(AttackSpec.of("jsma-f-float32", 1, 60), 600);

    assertThat(outcome.logitGap()).isEqualTo(600);
    assertThat(outcome.log10GradientAmplitude())
        .isCloseTo(-600 / Math.log(10) + Math.log10(meanWeight), within(1e-6));
  }

  private static AttackOutcome attack(AttackSpec spec, float gap) {
    return Attack.of(spec)
        .run(SaturatedModel.withGap(gap), SaturatedModel.towardsClassOne())
        .outcomes()
        .get(0);
  }
}
