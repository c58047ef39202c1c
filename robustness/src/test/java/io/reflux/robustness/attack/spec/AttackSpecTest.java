package io.reflux.robustness.attack.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.attack.Attack;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttackSpecTest {

  @Test
  void a_variant_names_the_parameters_that_are_not_the_usual_ones() {
    AttackSpec usual = AttackSpec.of(AttackMode.CW_L2, Double.POSITIVE_INFINITY);

    assertThat(usual.variant()).isEmpty();
    assertThat(usual.with("confidence", 20).with("learningRate", 0.05).variant())
        .isEqualTo("learningRate 0.05, confidence 20");
    assertThat(AttackSpec.of(AttackMode.JSMA_T, 1).withTemperature(20).variant()).isEmpty();
  }

  @Test
  void an_unknown_mode_is_answered_with_the_known_ones() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.of("jsma", 1, 112))
        .withMessageContaining("unknown attack mode 'jsma'; known modes are jsma-f-float32, ")
        .withMessageContaining(", cw-l2, deepfool, ")
        .withMessageEndingWith(", auto-l2");
  }

  @ParameterizedTest
  @EnumSource(AttackMode.class)
  void every_mode_is_found_by_its_name(AttackMode mode) {
    assertThat(AttackMode.parse(mode.label())).isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1.01, 1.01", "-1.01, -1.01", "NaN, NaN", "Infinity, Infinity"})
  void theta_is_a_step_inside_the_pixel_range(double theta, String shown) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.of("jsma-f-log", theta, 112))
        .withMessage("theta must be a number in [-1, 1] and not 0, was " + shown);
  }

  @Test
  void a_negative_budget_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.of("jsma-f-log", 1, -1))
        .withMessage("budget must be >= 0, was -1.0");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "Infinity"})
  void a_temperature_is_positive_and_finite(double temperature) {
    AttackSpec spec = AttackSpec.of("jsma-t", 1, 112);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.withTemperature(temperature))
        .withMessageStartingWith("temperature must be a number in [0, 1000000] and not 0, was ");
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
        .hasToString(
            "{budget=30.0, featuresPerStep=2.0, goal=targeted, mode=jsma-t, temperature=20.0,"
                + " theta=-0.5}");
    assertThat(AttackSpec.parse(spec.canonical())).isEqualTo(spec);
    assertThat(AttackSpec.parse(AttackSpec.paper().canonical())).isEqualTo(AttackSpec.paper());
  }

  @Test
  void numbers_of_any_type_are_read() {
    assertThat(
            AttackSpec.parse(
                Map.of("mode", "jsma-f-float32", "goal", "targeted", "theta", 1, "budget", 112L)))
        .isEqualTo(AttackSpec.paper());
  }

  @ParameterizedTest
  @CsvSource({
    "theta, one, 'theta must be a number, was ''one'''",
    "budget, few, 'budget must be a number, was ''few'''",
    "goal, any, 'goal must be targeted or untargeted, was ''any'''",
    "goal, untargeted, 'goal must be targeted for jsma-f-float32, was untargeted'",
    "surrogate, m-1, 'surrogate must be left out: jsma-f-float32 looks at the model itself'",
    "mode, fgms, unknown attack mode 'fgms'"
  })
  void a_wrong_description_is_answered_with_what_is_wrong(
      String key, String value, String message) {
    Map<String, Object> description = new HashMap<>(AttackSpec.paper().canonical());
    description.put(key, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.parse(description))
        .withMessageContaining(message);
  }

  @Test
  void a_number_of_features_is_whole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.paper().withBudget(1.5))
        .withMessage("budget must be a whole number of features for jsma-f-float32, was 1.5");
  }

  @Test
  void only_a_search_for_the_smallest_change_goes_without_a_budget() {
    AttackSpec smallest = AttackSpec.of(AttackMode.CW_L2, Double.POSITIVE_INFINITY);

    assertThat(AttackSpec.parse(smallest.canonical())).isEqualTo(smallest);
    assertThat(smallest.canonical().get("budget")).isEqualTo("unbounded");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.of(AttackMode.FGSM, Double.POSITIVE_INFINITY))
        .withMessage("budget must be finite: fgsm stays within it");
  }

  @Test
  void an_unknown_parameter_is_answered_with_the_known_ones() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.paper().with("tetha", 1))
        .withMessage("jsma-f-float32 has no parameter 'tetha'; it has theta, featuresPerStep");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.of(AttackMode.FGSM, 0.3).with("steps", 2))
        .withMessage("fgsm has no parameter 'steps'; it has none");
  }

  @ParameterizedTest
  @CsvSource({"0", "2.5", "1000001", "NaN"})
  void a_count_is_whole_and_in_range(double steps) {
    AttackSpec spec = AttackSpec.of(AttackMode.BIM, 0.3);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.with("steps", steps))
        .withMessageStartingWith("steps must be a whole number in [1, 1000000], was ");
  }

  @ParameterizedTest
  @EnumSource(AttackMode.class)
  void every_mode_has_a_specification_that_is_read_back(AttackMode mode) {
    AttackSpec spec = AttackSpec.of(mode, 1);

    assertThat(AttackSpec.parse(spec.canonical())).isEqualTo(spec);
    assertThat(spec.threatModel().boundary().norm()).isEqualTo(mode.traits().norm());
  }

  @Test
  void a_missing_key_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSpec.parse(Map.of("mode", "jsma-z", "goal", "targeted")))
        .withMessage("attack must have the key 'budget'");
  }

  @Test
  void the_budget_rule_gives_the_papers_budget_on_mnist() {
    assertThat(AttackSpec.jsmaMaxFeatures(784)).isEqualTo(AttackSpec.PAPER_MAX_FEATURES);
    assertThat(AttackSpec.jsmaMaxFeatures(3072)).isEqualTo(444);
    assertThat(AttackSpec.jsmaMaxFeatures(1)).isZero();
  }
}
