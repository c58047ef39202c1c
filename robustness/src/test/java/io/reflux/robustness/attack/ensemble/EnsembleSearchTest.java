package io.reflux.robustness.attack.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.attack.DenseClassifier;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.network.FloatMatrix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model of one pixel that says 1 above a half, and three black images of class 0. */
class EnsembleSearchTest {

  private static final DenseClassifier MODEL =
      DenseClassifier.linear(new float[][] {{0}, {1}}, 0.5f, 0);
  private static final AttackBatch BATCH =
      AttackBatch.untargeted(FloatMatrix.zeros(3, 1), new int[] {4, 5, 6}, new int[3]);

  @Test
  void a_member_gets_the_rows_that_the_ones_before_did_not_break() {
    List<Integer> seen = new ArrayList<>();

    SearchResult result =
        run(painting(EndReason.SUCCESS, 0.2f, 0.9f, 0.1f), recording(seen), recording(seen));

    assertThat(seen).containsExactly(4, 6, 4, 6);
    assertThat(result.reason(1)).isEqualTo(EndReason.SUCCESS);
    assertThat(result.candidates().at(1, 0)).isEqualTo(0.9f);
  }

  @Test
  void a_row_keeps_its_image_nearest_to_success() {
    SearchResult result =
        run(
            painting(EndReason.BUDGET, 0.2f, 0.3f, 0.1f),
            painting(EndReason.BUDGET, 0.1f, 0.4f, 0.1f));

    assertThat(result.candidates().values()).containsExactly(0.2f, 0.4f, 0.1f);
  }

  @Test
  void iterations_and_queries_add_up_with_one_look_at_each_result() {
    SearchResult result =
        run(painting(EndReason.BUDGET, 0, 0.9f, 0), painting(EndReason.BUDGET, 0, 0));

    assertThat(result.iterations(0)).isEqualTo(6);
    assertThat(result.queries(0)).isEqualTo(7 + 1 + 7 + 1);
    assertThat(result.iterations(1)).isEqualTo(3);
    assertThat(result.queries(1)).isEqualTo(7 + 1);
  }

  @Test
  void a_member_that_was_not_hindered_speaks_for_the_others() {
    assertThat(reasons(EndReason.ZERO_GRADIENT, EndReason.ZERO_GRADIENT))
        .isEqualTo(EndReason.ZERO_GRADIENT);
    assertThat(reasons(EndReason.ZERO_GRADIENT, EndReason.BUDGET)).isEqualTo(EndReason.BUDGET);
    assertThat(reasons(EndReason.BUDGET, EndReason.ZERO_GRADIENT)).isEqualTo(EndReason.BUDGET);
    assertThat(reasons(EndReason.NON_FINITE, EndReason.BUDGET)).isEqualTo(EndReason.NON_FINITE);
    assertThat(reasons(EndReason.SUCCESS, EndReason.ZERO_GRADIENT)).isEqualTo(EndReason.BUDGET);
  }

  @Test
  void an_ensemble_has_members() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EnsembleSearch(List.of()))
        .withMessage("members must not be empty");
  }

  private static EndReason reasons(EndReason first, EndReason second) {
    return run(painting(first, 0, 0, 0), painting(second, 0, 0, 0)).reason(0);
  }

  private static SearchResult run(Search... members) {
    return new EnsembleSearch(List.of(members)).search(MODEL, BATCH, AttackProgress.none());
  }

  /** Leaves the given pixels after 3 iterations, for 7 queries each. */
  private static Search painting(EndReason reason, float... pixels) {
    return (classifier, batch, progress) -> {
      SearchResult result = new SearchResult(batch);
      FloatMatrix images = new FloatMatrix(batch.rows(), 1, pixels);
      for (int row = 0; row < batch.rows(); row++) {
        result.keep(row, images, row);
        result.end(row, reason, 3);
        result.asked(row, 7);
      }
      return result;
    };
  }

  private static Search recording(List<Integer> seen) {
    return (classifier, batch, progress) -> {
      for (int row = 0; row < batch.rows(); row++) {
        seen.add(batch.sample(row));
      }
      return new SearchResult(batch);
    };
  }
}
