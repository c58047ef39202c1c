package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttackSpecTest {

  @Test
  void an_unknown_mode_is_answered_with_the_known_ones() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.of("jsma", 1, 112))
        .withMessage(
            "unknown attack mode 'jsma'; known modes are jsma-f-float32, jsma-f-float32-jacobian,"
                + " jsma-f-float64, jsma-f-log, jsma-t, jsma-z");
  }

  @ParameterizedTest
  @EnumSource(AttackMode.class)
  void every_mode_is_found_by_its_name(AttackMode mode) {
    assertThat(AttackMode.parse(mode.label())).isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource({"0", "-0.0", "1.01", "-1.01", "NaN", "Infinity"})
  void theta_is_a_step_inside_the_pixel_range(double theta) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.of("jsma-f-log", theta, 112))
        .withMessage("theta must be in [-1, 1] and not 0, was " + theta);
  }

  @Test
  void a_negative_budget_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.of("jsma-f-log", 1, -1))
        .withMessage("maxFeatures must be >= 0, was -1");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "Infinity"})
  void a_temperature_is_positive_and_finite(double temperature) {
    AttackSpec spec = AttackSpec.of("jsma-t", 1, 112);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.withTemperature(temperature))
        .withMessageContaining("temperature must be positive and finite");
  }

  @Test
  void a_mode_without_a_temperature_takes_none() {
    AttackSpec spec = AttackSpec.of("jsma-z", 1, 112);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.withTemperature(20))
        .withMessage("temperature must be left out: jsma-z works at T = 1");
  }

  @Test
  void a_mode_with_a_temperature_does_not_run_without() {
    AttackSpec spec = AttackSpec.of("jsma-t", 1, 112);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attack.of(spec))
        .withMessageContaining("jsma-t needs the temperature of the model");
  }

  @Test
  void the_canonical_description_is_ordered_and_read_back() {
    AttackSpec spec = AttackSpec.of("jsma-t", -0.5, 30).withTemperature(20);

    assertThat(spec.canonical())
        .hasToString("{maxFeatures=30, mode=jsma-t, temperature=20.0, theta=-0.5}");
    assertThat(AttackSpec.parse(spec.canonical())).isEqualTo(spec);
    assertThat(AttackSpec.parse(AttackSpec.paper().canonical())).isEqualTo(AttackSpec.paper());
  }

  @Test
  void numbers_of_any_type_are_read() {
    assertThat(AttackSpec.parse(Map.of("mode", "jsma-f-float32", "theta", 1, "maxFeatures", 112L)))
        .isEqualTo(AttackSpec.paper());
  }

  @ParameterizedTest
  @CsvSource({
    "tetha, 1, attack has the unknown key 'tetha'",
    "theta, one, 'theta must be a number, was ''one'''",
    "maxFeatures, few, 'maxFeatures must be a number, was ''few'''",
    "mode, fgsm, unknown attack mode 'fgsm'"
  })
  void a_wrong_description_is_answered_with_what_is_wrong(
      String key, String value, String message) {
    Map<String, Object> description = new HashMap<>(AttackSpec.paper().canonical());
    description.put(key, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.parse(description))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"1.5", "NaN", "1e12"})
  void a_budget_is_a_whole_number(double budget) {
    Map<String, Object> description = new HashMap<>(AttackSpec.paper().canonical());
    description.put("maxFeatures", budget);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.parse(description))
        .withMessage("maxFeatures must be a whole number, was " + budget);
  }

  @Test
  void a_missing_key_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.parse(Map.of("mode", "jsma-z", "theta", 1)))
        .withMessage("attack must have the key 'maxFeatures'");
  }

  @Test
  void the_budget_rule_gives_the_papers_budget_on_mnist() {
    assertThat(AttackSpec.jsmaMaxFeatures(784)).isEqualTo(AttackSpec.PAPER_MAX_FEATURES);
    assertThat(AttackSpec.jsmaMaxFeatures(3072)).isEqualTo(444);
    assertThat(AttackSpec.jsmaMaxFeatures(1)).isZero();
  }
}
