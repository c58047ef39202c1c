package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.EnumSource.Mode.MATCH_ALL;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackCancelledException;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.FloatMatrix;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttackTest {

  /** {@code Z_0 = 1 - x_0, Z_1 = 2 x_0 + x_1}. */
  private static final DenseClassifier TWO_FEATURES =
      DenseClassifier.linear(new float[][] {{-1, 0}, {2, 1}}, 1, 0);

  @ParameterizedTest
  @EnumSource(value = AttackMode.class, mode = MATCH_ALL, names = "JSMA_.*")
  void one_step_on_two_features_is_checked_by_hand(AttackMode mode) {
    AttackOutcome outcome = run(spec(mode, 1, 2), TWO_FEATURES, row(0, 0)).get(0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.SUCCESS);
    assertThat(outcome.success()).isTrue();
    assertThat(outcome.effort().iterations()).isEqualTo(1);
    assertThat(outcome.adversarialClass()).isEqualTo(1);
    assertThat(outcome.l0()).isEqualTo(2);
    assertThat(outcome.l2()).isEqualTo((float) Math.sqrt(2));
    assertThat(outcome.linf()).isEqualTo(1);
    assertThat(outcome.logitGap()).isEqualTo(1);
    double probability = 1 / (1 + Math.E);
    assertThat(outcome.log10GradientAmplitude())
        .isCloseTo(Math.log10(probability * (1 - probability) * 2), within(1e-7));
    assertThat(outcome.perturbation())
        .isEqualTo(new SparsePerturbation(new int[] {0, 1}, new float[] {1, 1}));
  }

  @Test
  void the_logit_map_refuses_a_pair_that_raises_the_other_class_too() {
    DenseClassifier model = DenseClassifier.linear(new float[][] {{1, 0}, {2, 1}}, 1, 0);

    assertThat(run(spec(AttackMode.JSMA_Z, 1, 2), model, row(0, 0)))
        .extracting(AttackOutcome::endReason)
        .containsExactly(EndReason.EMPTY_MAP);
    assertThat(run(spec(AttackMode.JSMA_F_FLOAT32, 1, 2), model, row(0, 0)))
        .extracting(AttackOutcome::endReason)
        .containsExactly(EndReason.SUCCESS);
  }

  @ParameterizedTest
  @EnumSource(value = AttackMode.class, mode = MATCH_ALL, names = "JSMA_.*")
  void a_decrease_lowers_what_holds_the_target_down(AttackMode mode) {
    DenseClassifier model = DenseClassifier.linear(new float[][] {{1, 1, -1}, {-1, -2, 3}}, 0, 0);

    AttackOutcome outcome = run(spec(mode, -1, 2), model, row(1, 1, 0.5f)).get(0);

    assertThat(outcome.success()).isTrue();
    assertThat(outcome.perturbation())
        .isEqualTo(new SparsePerturbation(new int[] {0, 1}, new float[] {-1, -1}));
  }

  @ParameterizedTest
  @EnumSource(value = AttackMode.class, mode = MATCH_ALL, names = "JSMA_.*")
  void a_domain_of_one_feature_is_empty(AttackMode mode) {
    AttackOutcome outcome = run(spec(mode, 1, 2), TWO_FEATURES.withBias(9, 0), row(1, 0)).get(0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.EMPTY_DOMAIN);
    assertThat(outcome.success()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(value = AttackMode.class, mode = MATCH_ALL, names = "JSMA_.*")
  void a_model_that_does_not_see_its_input_has_a_zero_gradient(AttackMode mode) {
    DenseClassifier blind = DenseClassifier.linear(new float[2][2], 1, 0);

    AttackOutcome outcome = run(spec(mode, 1, 2), blind, row(0, 0)).get(0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.ZERO_GRADIENT);
    assertThat(outcome.log10GradientAmplitude()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(outcome.finiteLog10GradientAmplitude()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = AttackMode.class, mode = MATCH_ALL, names = "JSMA_.*")
  void a_map_without_an_admissible_pair_is_empty(AttackMode mode) {
    DenseClassifier model = DenseClassifier.linear(new float[][] {{1, 1}, {-1, -1}}, 1, 0);

    AttackOutcome outcome = run(spec(mode, 1, 2), model, row(0, 0)).get(0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.EMPTY_MAP);
  }

  @ParameterizedTest
  @CsvSource({"NaN, 1", "Infinity, 1", "0, NaN"})
  void a_model_that_is_not_finite_is_named(float bias, float weight) {
    DenseClassifier broken = DenseClassifier.linear(new float[][] {{-1, 0}, {weight, 1}}, 1, bias);

    for (AttackMode mode : EnumSet.range(AttackMode.JSMA_F_FLOAT32, AttackMode.JSMA_Z)) {
      AttackOutcome outcome = run(spec(mode, 1, 2), broken, row(0, 0)).get(0);

      assertThat(outcome.endReason()).isEqualTo(EndReason.NON_FINITE);
      assertThat(outcome.success()).isFalse();
      assertThat(outcome.log10GradientAmplitude()).isNaN();
    }
  }

  @Test
  void a_search_that_claims_a_success_it_does_not_have_is_found_out() {
    AttackOutcome outcome = judged(row(0, 0), EndReason.SUCCESS, 0.1f, 0).get(0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.SUCCESS);
    assertThat(outcome.success()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(value = AttackMode.class, mode = MATCH_ALL, names = "JSMA_.*")
  void an_odd_budget_leaves_one_feature_unused(AttackMode mode) {
    AttackOutcome outcome = run(spec(mode, 1, 1), TWO_FEATURES, row(0, 0)).get(0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.BUDGET);
    assertThat(outcome.l0()).isZero();
  }

  @Test
  void a_success_over_the_budget_is_none() {
    AttackOutcome outcome = judged(row(0, 0), EndReason.SUCCESS, 1, 1).get(0);

    assertThat(outcome.adversarialClass()).isEqualTo(1);
    assertThat(outcome.l0()).isEqualTo(2);
    assertThat(outcome.success()).isFalse();
  }

  @Test
  void what_leaves_the_pixel_range_is_clipped_before_it_is_judged() {
    AttackOutcome outcome = judged(row(0.25f, 0), EndReason.SUCCESS, 3, 0).get(0);

    assertThat(outcome.linf()).isEqualTo(0.75f);
    assertThat(outcome.success()).isTrue();
  }

  @Test
  void a_candidate_that_is_not_a_number_is_discarded() {
    AttackOutcome outcome = judged(row(0, 0), EndReason.SUCCESS, Float.NaN, 1).get(0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.NON_FINITE);
    assertThat(outcome.success()).isFalse();
    assertThat(outcome.l0()).isZero();
  }

  @Test
  void work_is_counted_in_rows() {
    AttackBatchResult result =
        Attack.of(spec(AttackMode.JSMA_Z, 1, 4)).run(TWO_FEATURES, row(0, 0));

    assertThat(result.forwardRows()).isEqualTo(1 + 2 + 1 + 1);
    assertThat(result.productRows()).isEqualTo(1 + 2 * 2);
  }

  @Test
  void finished_rows_cost_nothing_more() {
    FloatMatrix images = new FloatMatrix(2, 2, new float[] {1, 1, 0, 0});
    AttackBatch batch =
        new AttackBatch(images, new int[] {0, 1}, new int[] {0, 0}, new int[] {1, 1});

    AttackBatchResult result =
        Attack.of(spec(AttackMode.JSMA_F_LOG, 1, 2)).run(TWO_FEATURES, batch);

    assertThat(result.forwardRows()).isEqualTo(2 + 2 + 1 + 2 + 2);
    assertThat(result.productRows()).isEqualTo(2 + 2);
  }

  @Test
  void progress_counts_finished_rows_up_to_all() {
    List<Integer> seen = new ArrayList<>();

    Attack.of(spec(AttackMode.JSMA_F_LOG, 1, 2))
        .run(TWO_FEATURES, row(0, 0), new Recorder(seen, Integer.MAX_VALUE));

    assertThat(seen).containsExactly(0, 1);
  }

  @Test
  void a_cancelled_attack_has_no_result() {
    List<Integer> seen = new ArrayList<>();

    assertThatThrownBy(
            () ->
                Attack.of(spec(AttackMode.JSMA_F_LOG, 1, 2))
                    .run(TWO_FEATURES, row(0, 0), new Recorder(seen, 1)))
        .isInstanceOf(AttackCancelledException.class)
        .hasMessageContaining("0 of 1");
  }

  @Test
  void an_empty_batch_has_no_outcomes() {
    AttackBatch empty =
        new AttackBatch(FloatMatrix.zeros(0, 2), new int[0], new int[0], new int[0]);

    assertThat(run(spec(AttackMode.JSMA_F_LOG, 1, 2), TWO_FEATURES, empty)).isEmpty();
  }

  @Test
  void a_sample_that_is_taken_for_the_target_already_needs_no_change() {
    AttackOutcome outcome =
        run(spec(AttackMode.JSMA_F_FLOAT32, 1, 2), TWO_FEATURES, row(1, 1)).get(0);

    assertThat(outcome.success()).isTrue();
    assertThat(outcome.l0()).isZero();
    assertThat(outcome.logitGap()).isZero();
  }

  @Test
  void a_batch_that_does_not_fit_the_model_is_refused() {
    Attack attack = Attack.of(AttackSpec.paper());

    assertThatThrownBy(() -> attack.run(TWO_FEATURES, row(0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("originals must have the model's 2 features, had 3");
    AttackBatch unknown =
        new AttackBatch(FloatMatrix.zeros(1, 2), new int[1], new int[1], new int[] {2});
    assertThatThrownBy(() -> attack.run(TWO_FEATURES, unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 0: target must be in [0, 2), was 2");
  }

  @Test
  void an_attack_prints_all_its_parameters() {
    assertThat(Attack.of(spec(AttackMode.JSMA_T, 1, 112)))
        .hasToString(
            "Attack{budget=112.0, featuresPerStep=2.0, goal=targeted, mode=jsma-t,"
                + " temperature=2.0, theta=1.0}");
  }

  private record Recorder(List<Integer> seen, int patience) implements AttackProgress {

    @Override
    public void rowsFinished(int finished, int total) {
      seen.add(finished);
    }

    @Override
    public boolean cancelled() {
      return seen.size() >= patience;
    }
  }

  private static AttackSpec spec(AttackMode mode, double theta, int maxFeatures) {
    AttackSpec spec = AttackSpec.of(mode.label(), theta, maxFeatures);
    return mode.usesTemperature() ? spec.withTemperature(2) : spec;
  }

  private static AttackBatch row(float... pixels) {
    return new AttackBatch(
        new FloatMatrix(1, pixels.length, pixels), new int[] {4}, new int[] {0}, new int[] {1});
  }

  private static List<AttackOutcome> run(
      AttackSpec spec, DenseClassifier model, AttackBatch batch) {
    return Attack.of(spec).run(model, batch).outcomes();
  }

  /** What the harness makes of a search that returns these pixels, under a budget of one. */
  private static List<AttackOutcome> judged(AttackBatch batch, EndReason claim, float... pixels) {
    Search search =
        (classifier, rows, progress) -> {
          SearchResult result = new SearchResult(rows);
          result.keep(0, new FloatMatrix(1, pixels.length, pixels), 0);
          result.end(0, claim, 1);
          return result;
        };
    return new Attack(AttackSpec.of("jsma-f-log", 1, 1), search)
        .run(TWO_FEATURES, batch)
        .outcomes();
  }
}
