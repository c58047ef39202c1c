package io.reflux.robustness.evaluation.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.evaluation.GradientHistogram;
import io.reflux.robustness.evaluation.published.PublishedNumber.Quantity;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedResultsTest {

  private static final OptionalDouble UNDISTILLED = OptionalDouble.empty();

  private final PublishedResults results = PublishedResults.load();

  @ParameterizedTest
  @CsvSource({
    "mnist, 1, 0.91",
    "mnist, 20, 0.0134",
    "mnist, 100, 0.0045",
    "cifar10, 5, 0.67",
    "cifar10, 100, 0.0511"
  })
  void success_rates_are_those_of_fig_7(String dataset, double temperature, double rate) {
    PublishedNumber number =
        results.successRate(dataset, OptionalDouble.of(temperature)).orElseThrow();

    assertThat(number.value()).isEqualTo(rate);
    assertThat(number.digitised()).isFalse();
    assertThat(number.source()).isEqualTo("Papernot et al., arXiv 1511.04508, Fig. 7");
  }

  @Test
  void the_undistilled_model_has_no_temperature() {
    assertThat(results.successRate("mnist", UNDISTILLED).orElseThrow().value()).isEqualTo(0.9589);
    assertThat(results.successRate("cifar10", UNDISTILLED).orElseThrow().value()).isEqualTo(0.8789);
  }

  /** The rates are printed with two decimals of a percent, rounded or cut. */
  @Test
  void every_success_rate_of_fig_7_is_a_multiple_of_one_in_900() {
    List<PublishedNumber> rates =
        results.all().stream().filter(number -> number.source().endsWith("Fig. 7")).toList();

    assertThat(rates)
        .hasSize(20)
        .allSatisfy(
            number -> {
              double pairs = number.value() * 900;
              assertThat(pairs).isCloseTo(Math.rint(pairs), within(0.08));
            });
  }

  @Test
  void accuracies_are_those_of_the_text_and_their_changes_those_of_fig_8() {
    assertThat(results.accuracy("mnist", UNDISTILLED).orElseThrow().value()).isEqualTo(0.9951);
    assertThat(results.accuracy("cifar10", OptionalDouble.of(20)).orElseThrow().value())
        .isEqualTo(0.8139);
    assertThat(results.accuracyChange("mnist", 2).orElseThrow().value()).isEqualTo(-0.0128);
    assertThat(results.accuracyChange("cifar10", 100).orElseThrow().digitised()).isTrue();
  }

  @Test
  void robustness_is_that_of_fig_10_which_stops_at_40() {
    assertThat(results.robustness("mnist", OptionalDouble.of(40)).orElseThrow().value())
        .isEqualTo(0.141);
    assertThat(results.robustness("mnist", OptionalDouble.of(50))).isEmpty();
  }

  @Test
  void no_published_robustness_exceeds_the_ceiling_of_the_budget() {
    assertThat(results.all())
        .filteredOn(number -> number.quantity() == Quantity.ROBUSTNESS)
        .hasSize(16)
        .allSatisfy(
            number -> {
              double features = number.dataset() == PublishedDataset.MNIST ? 784 : 3072;
              assertThat(number.value()).isLessThan(112 / features);
            });
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 5, 10, 20, 30, 40, 50, 100})
  void gradient_shares_have_a_share_per_range_and_sum_to_one(double temperature) {
    List<Double> shares =
        results.gradientShares(OptionalDouble.of(temperature)).orElseThrow().shares();

    assertThat(shares).hasSize(GradientHistogram.BINS);
    assertThat(shares.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(0.0011));
  }

  @Test
  void the_attacks_that_broke_distillation_are_there() {
    OptionalDouble hot = OptionalDouble.of(100);

    assertThat(results.successRate("mnist", hot, "jsma-t").orElseThrow().value()).isEqualTo(0.964);
    assertThat(results.successRate("cifar10", hot, "cw-l2").orElseThrow().value()).isEqualTo(1);
    assertThat(results.all())
        .filteredOn(number -> number.attack().equals("cw-l2"))
        .filteredOn(number -> number.quantity() == Quantity.L2_MEAN)
        .extracting(PublishedNumber::value)
        .containsExactlyInAnyOrder(1.76, 0.33, 2.2, 0.60);
  }

  @Test
  void nothing_was_published_for_other_data_sets_and_temperatures() {
    assertThat(results.successRate("fashion-mnist", UNDISTILLED)).isEmpty();
    assertThat(results.successRate("mnist", OptionalDouble.of(7))).isEmpty();
    assertThat(results.gradientShares(OptionalDouble.of(7))).isEmpty();
  }

  @Test
  void every_number_has_a_source() {
    assertThat(results.all()).hasSize(115).noneMatch(number -> number.source().isBlank());
  }
}
