package io.reflux.robustness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RobustnessMetricTest {

  private static final SampleCell REACHED_BY_12 = new SampleCell(0, 9, 5, 12);
  private static final SampleCell REACHED_BY_20 = new SampleCell(1, 9, 1, 20);
  private static final SampleCell UNREACHED = new SampleCell(2, 9, 0, SampleCell.NO_SUCCESS);

  @Test
  void samples_count_with_their_minimum_and_failures_with_the_budget() {
    RobustnessMetric metric =
        RobustnessMetric.of(List.of(REACHED_BY_12, REACHED_BY_20, UNREACHED), 112, 784);

    assertThat(metric.changedFeatures()).isEqualTo(12 + 20 + 112);
    assertThat(metric.value()).hasValue(48 / 784.0);
    assertThat(metric.censoredSamples()).isEqualTo(1);
    assertThat(metric.censoredShare()).isEqualTo(1 / 3.0);
  }

  @Test
  void the_ceilings_of_the_paper_are_14_29_and_3_65_percent() {
    assertThat(RobustnessMetric.of(List.of(), 112, 784).ceiling()).isCloseTo(0.1429, within(5e-5));
    assertThat(RobustnessMetric.of(List.of(), 112, 3072).ceiling()).isCloseTo(0.0365, within(5e-5));
  }

  @Test
  void a_model_that_is_never_reached_sits_at_the_ceiling() {
    RobustnessMetric metric = RobustnessMetric.of(List.of(UNREACHED), 112, 784);

    assertThat(metric.value()).hasValue(metric.ceiling());
  }

  @Test
  void there_is_no_value_without_samples() {
    assertThat(RobustnessMetric.of(List.of(), 112, 784).value()).isEmpty();
    assertThat(RobustnessMetric.of(List.of(), 112, 784).censoredShare()).isZero();
  }

  @Test
  void a_budget_beyond_the_features_is_all_of_them() {
    assertThat(RobustnessMetric.of(List.of(UNREACHED), 112, 10).value()).hasValue(1);
  }

  @Test
  void a_success_beyond_the_budget_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RobustnessMetric.of(List.of(REACHED_BY_20), 14, 784))
        .withMessage("minimum L0 of sample 1 must be <= maxFeatures = 14, was 20");
  }
}
