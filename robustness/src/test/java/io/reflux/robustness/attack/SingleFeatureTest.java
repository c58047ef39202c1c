package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.MATCH_ALL;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.FloatMatrix;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The saliency map attack with one feature a step, and without a budget. */
class SingleFeatureTest {

  /** {@code Z_1 = -Z_0}: every map prefers feature 1 for an increase, 3 for a decrease. */
  private static final DenseClassifier MIRRORED =
      DenseClassifier.linear(new float[][] {{-1, -3, -3, 5}, {1, 3, 3, -5}}, 0, 0);

  @ParameterizedTest
  @EnumSource(value = AttackMode.class, mode = MATCH_ALL, names = "JSMA_.*")
  void the_feature_with_the_largest_score_is_raised_and_the_first_wins_a_tie(AttackMode mode) {
    AttackOutcome outcome =
        run(single(mode, 1, 1), MIRRORED.withBias(2.5f, -2.5f), row(0, 0, 0, 0));

    assertThat(outcome.success()).isTrue();
    assertThat(outcome.perturbation())
        .isEqualTo(new SparsePerturbation(new int[] {1}, new float[] {1}));
  }

  @ParameterizedTest
  @EnumSource(value = AttackMode.class, mode = MATCH_ALL, names = "JSMA_.*")
  void the_feature_that_holds_the_target_down_is_lowered(AttackMode mode) {
    AttackOutcome outcome = run(single(mode, -1, 1), MIRRORED, row(1, 0, 0, 1));

    assertThat(outcome.success()).isTrue();
    assertThat(outcome.perturbation())
        .isEqualTo(new SparsePerturbation(new int[] {3}, new float[] {-1}));
  }

  @ParameterizedTest
  @EnumSource(value = AttackMode.class, mode = MATCH_ALL, names = "JSMA_.*")
  void one_feature_is_enough_for_the_domain(AttackMode mode) {
    AttackOutcome outcome = run(single(mode, 1, 9), MIRRORED.withBias(50, 0), row(1, 1, 0, 1));

    assertThat(outcome.endReason()).isEqualTo(EndReason.EMPTY_DOMAIN);
    assertThat(outcome.perturbation())
        .isEqualTo(new SparsePerturbation(new int[] {2}, new float[] {1}));
  }

  @ParameterizedTest
  @EnumSource(value = AttackMode.class, mode = MATCH_ALL, names = "JSMA_.*")
  void a_map_without_an_admissible_feature_is_empty(AttackMode mode) {
    AttackOutcome outcome = run(single(mode, -1, 9), MIRRORED.withBias(20, 0), row(1, 1, 1, 0));

    assertThat(outcome.endReason()).isEqualTo(EndReason.EMPTY_MAP);
    assertThat(outcome.l0()).isZero();
  }

  @Test
  void a_single_feature_must_raise_the_target_and_lower_the_others_by_itself() {
    DenseClassifier model =
        DenseClassifier.linear(new float[][] {{1, -1, -4, 0}, {9, 5, 1, 9}}, 3, 0);

    AttackOutcome outcome = run(single(AttackMode.JSMA_Z, 1, 1), model, row(0, 0, 0, 0));

    assertThat(outcome.perturbation().indices()).containsExactly(1);
  }

  @ParameterizedTest
  @CsvSource({"jsma-f-float32, EMPTY_MAP", "jsma-f-float64, SUCCESS", "jsma-f-log, SUCCESS"})
  void scores_underflow_as_they_do_for_pairs(String mode, EndReason expected) {
    AttackOutcome outcome =
        run(
            single(AttackMode.parse(mode), 1, 60),
            SaturatedModel.withGap(60),
            SaturatedModel.towardsClassOne());

    assertThat(outcome.endReason()).isEqualTo(expected);
  }

  @Test
  void an_odd_number_of_features_closes_the_gap_that_pairs_close_with_one_more() {
    AttackOutcome outcome =
        run(
            single(AttackMode.JSMA_F_LOG, 1, 13),
            SaturatedModel.withGap(200),
            SaturatedModel.towardsClassOne());

    assertThat(outcome.success()).isTrue();
    assertThat(outcome.perturbation().indices()).containsExactly(IntStream.range(47, 60).toArray());
  }

  @ParameterizedTest
  @CsvSource({"1, 200, SUCCESS, 13", "2, 200, SUCCESS, 14", "1, 1e6, EMPTY_DOMAIN, 60"})
  void without_a_budget_it_ends_with_success_or_the_last_feature(
      int perStep, float gap, EndReason reason, int features) {
    AttackSpec spec =
        AttackSpec.of(AttackMode.JSMA_F_LOG, Double.POSITIVE_INFINITY)
            .with("featuresPerStep", perStep);

    AttackOutcome outcome =
        run(spec, SaturatedModel.withGap(gap), SaturatedModel.towardsClassOne());

    assertThat(outcome.endReason()).isEqualTo(reason);
    assertThat(outcome.l0()).isEqualTo(features);
  }

  @ParameterizedTest
  @CsvSource({"1e-9", "-1e-9"})
  void a_step_that_float32_swallows_moves_no_feature(double theta) {
    AttackSpec spec =
        AttackSpec.of(AttackMode.JSMA_Z, Double.POSITIVE_INFINITY).with("theta", theta);

    AttackOutcome outcome = run(spec, MIRRORED.withBias(9, 0), row(0.5f, 0.5f, 0.5f, 0.5f));

    assertThat(outcome.endReason()).isEqualTo(EndReason.EMPTY_DOMAIN);
  }

  private static AttackSpec single(AttackMode mode, double theta, int maxFeatures) {
    AttackSpec spec =
        AttackSpec.of(mode, maxFeatures).with("theta", theta).with("featuresPerStep", 1);
    return mode.usesTemperature() ? spec.withTemperature(2) : spec;
  }

  private static AttackBatch row(float... pixels) {
    return new AttackBatch(
        new FloatMatrix(1, pixels.length, pixels), new int[] {4}, new int[] {0}, new int[] {1});
  }

  private static AttackOutcome run(AttackSpec spec, DenseClassifier model, AttackBatch batch) {
    return Attack.of(spec).run(model, batch).outcomes().get(0);
  }
}
