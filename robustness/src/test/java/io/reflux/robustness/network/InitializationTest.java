package io.reflux.robustness.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InitializationTest {

  private static final ParameterLayout LAYOUT =
      ParameterLayout.of(Architecture.papernotMnist(), new ImageShape(28, 28, 1), 10);

  @ParameterizedTest
  @EnumSource
  void same_seed_gives_same_parameters_and_another_seed_others(Initialization initialization) {
    Parameters parameters = initialization.draw(LAYOUT, 5);

    assertThat(initialization.draw(LAYOUT, 5)).isEqualTo(parameters);
    assertThat(initialization.draw(LAYOUT, 6)).isNotEqualTo(parameters);
  }

  @Test
  void weights_have_the_variance_of_the_rule_and_biases_are_zero() {
    for (ParameterLayout.Block block : LAYOUT.blocks().subList(1, 6)) {
      double fans = block.inputs() + (double) block.fanOut();
      double margin = 10 / Math.sqrt(block.weights());

      assertThat(variance(Initialization.HE, block) * block.inputs() / 2)
          .isCloseTo(1, within(margin));
      assertThat(variance(Initialization.GLOROT, block) * fans / 2).isCloseTo(1, within(margin));
      assertThat(Initialization.HE.draw(LAYOUT, 1).range(block.biasOffset(), block.end()))
          .containsOnly(0f);
    }
  }

  @Test
  void layers_do_not_share_their_randomness() {
    ParameterLayout twins =
        ParameterLayout.of(
            new Architecture("x", List.of(new Layer.Dense(6), new Layer.Dense(6))),
            new ImageShape(1, 6, 1),
            6);
    Parameters parameters = Initialization.HE.draw(twins, 3);

    assertThat(parameters.range(0, 36)).isNotEqualTo(parameters.range(42, 78));
  }

  @Test
  void parameters_must_be_finite_and_fit() {
    float[] values = new float[LAYOUT.size()];
    values[17] = Float.NaN;

    assertThatThrownBy(() -> new Parameters(LAYOUT, values)).hasMessageContaining("17 was NaN");
    assertThatThrownBy(() -> new Parameters(LAYOUT, new float[3]))
        .hasMessageContaining("expected 312202 parameters, got 3");
  }

  @Test
  void derived_seeds_differ_by_every_number_of_the_path() {
    assertThat(
            List.of(
                Seeds.derive(1),
                Seeds.derive(1, 0),
                Seeds.derive(1, 1),
                Seeds.derive(1, 0, 0),
                Seeds.derive(1, 0, 1),
                Seeds.derive(1, 1, 0),
                Seeds.derive(2, 0, 1)))
        .doesNotHaveDuplicates();
  }

  private static double variance(Initialization initialization, ParameterLayout.Block block) {
    float[] weights = initialization.draw(LAYOUT, 1).range(block.offset(), block.biasOffset());
    double sum = 0;
    for (float each : weights) {
      sum += (double) each * each;
    }
    return sum / weights.length;
  }
}
