package io.reflux.robustness.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.network.Initialization;
import org.junit.jupiter.api.Test;

final class TrainingPlanTest {

  private static final TrainingPlan PLAN =
      new TrainingPlan(20, 3, 128, 0.1, 0.9, 0.5, 10, 7, Initialization.HE);

  @Test
  void a_plan_comes_back_from_its_json() {
    assertThat(TrainingPlan.parseJson(PLAN.canonicalJson())).isEqualTo(PLAN);
  }

  @Test
  void the_rate_is_halved_every_ten_epochs() {
    assertThat(PLAN.learningRateAt(9)).isEqualTo(0.1);
    assertThat(PLAN.learningRateAt(10)).isEqualTo(0.05);
    assertThat(PLAN.learningRateAt(25)).isEqualTo(0.025);
  }

  @Test
  void an_unknown_key_is_named() {
    String json = PLAN.canonicalJson().replace("momentum", "momentun");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingPlan.parseJson(json))
        .withMessageContaining("momentun");
  }

  @Test
  void a_momentum_of_one_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrainingPlan(1, 1, 1, 0.1, 1, 1, 0, 0, Initialization.HE))
        .withMessage("momentum must be in [0, 1), was 1.0");
  }

  @Test
  void the_rule_is_one_power_of_the_temperature_through_the_papers_step_and_that_at_20() {
    assertThat(LearningRateRule.forTemperature(1)).isEqualTo(new LearningRateRule.Step(0.1, 0.5));
    assertThat(LearningRateRule.forTemperature(20).learningRate()).isCloseTo(0.1, within(1e-9));
    assertThat(LearningRateRule.forTemperature(400).learningRate()).isCloseTo(0.5, within(1e-6));
    assertThat(LearningRateRule.forTemperature(100).learningRate())
        .isCloseTo(0.237420, within(1e-6));
  }

  @Test
  void softmax_of_two_logits_at_two_temperatures() {
    // ln 3 apart: 1/4 and 3/4 at T = 1; sqrt(3) apart at T = 2
    float[] logits = {0, (float) Math.log(3)};

    assertThat(new TemperatureSoftmax(1).probabilities(logits)[1]).isCloseTo(0.75, within(1e-7));
    assertThat(new TemperatureSoftmax(2).probabilities(logits)[1])
        .isCloseTo(Math.sqrt(3) / (1 + Math.sqrt(3)), within(1e-7));
  }
}
