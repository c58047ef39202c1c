package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HopSkipJumpTest {

  private static final int FEATURES = 30;
  private static final int ROWS = 6;

  @Test
  void it_comes_close_to_the_nearest_point_of_a_linear_boundary() {
    List<AttackOutcome> outcomes = run(unbounded(4000), linear(), images());

    FloatMatrix logits = linear().logits(images().originals());
    for (int row = 0; row < ROWS; row++) {
      double nearest = (logits.at(row, 0) - logits.at(row, 1)) / Math.sqrt(squaredWeights());
      assertThat((double) outcomes.get(row).l2()).isBetween(nearest, 1.1 * nearest);
    }
  }

  @Test
  void more_queries_never_end_farther_away() {
    List<AttackOutcome> few = run(unbounded(300), linear(), images());
    List<AttackOutcome> many = run(unbounded(2000), linear(), images());

    for (int row = 0; row < ROWS; row++) {
      assertThat(many.get(row).l2()).isLessThanOrEqualTo(few.get(row).l2());
      assertThat(many.get(row).effort().iterations())
          .isGreaterThan(few.get(row).effort().iterations());
    }
  }

  @Test
  void only_decisions_are_looked_at() {
    List<AttackOutcome> seeing = run(unbounded(500), linear(), images());
    List<AttackOutcome> blindfolded = run(unbounded(500), new WinnerOnly(linear()), images());

    for (int row = 0; row < ROWS; row++) {
      assertThat(blindfolded.get(row).perturbation()).isEqualTo(seeing.get(row).perturbation());
      assertThat(blindfolded.get(row).effort()).isEqualTo(seeing.get(row).effort());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 30, 100, 777})
  void no_row_asks_about_more_images_than_it_may_and_all_are_counted(int queries) {
    AttackBatchResult result = Attack.of(unbounded(queries)).run(linear(), images());

    long asked = 0;
    for (AttackOutcome outcome : result.outcomes()) {
      assertThat(outcome.effort().queries()).isBetween(1L, (long) queries);
      asked += outcome.effort().queries();
    }
    assertThat(result.forwardRows()).isEqualTo(asked + 3 * ROWS);
  }

  @Test
  void the_queries_of_a_round_grow_with_its_root() {
    AttackSpec spec = unbounded(10_000).with("gradientQueries", 40);
    int[] rounds = new int[2];
    for (int i = 0; i < 2; i++) {
      AttackSpec limited = spec.with("queries", 1000 * (1 + 3 * i));
      rounds[i] = run(limited, linear(), images()).get(0).effort().iterations();
    }

    assertThat(rounds[0]).isBetween(4, 12);
    assertThat(rounds[1]).isBetween(2 * rounds[0], 4 * rounds[0]);
  }

  @Test
  void an_image_outside_the_budget_is_no_success() {
    AttackSpec spec = unbounded(300).withBudget(1e-3);

    assertThat(run(spec, linear(), images()))
        .allMatch(outcome -> outcome.endReason() == EndReason.BUDGET)
        .allMatch(outcome -> !outcome.success() && outcome.l0() == 0);
  }

  @ParameterizedTest
  @CsvSource({"1", "7"})
  void without_a_start_it_ends_after_its_tries(int tries) {
    DenseClassifier sure = linear().withBias(1000, 0);

    AttackOutcome outcome = run(unbounded(500).with("startTries", tries), sure, images()).get(0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.BUDGET);
    assertThat(outcome.effort().queries()).isEqualTo(1 + tries);
    assertThat(outcome.effort().iterations()).isZero();
  }

  @Test
  void an_original_that_is_taken_for_another_class_needs_no_change() {
    DenseClassifier wrong = linear().withBias(-1000, 0);

    AttackOutcome outcome = run(unbounded(500), wrong, images()).get(0);

    assertThat(outcome.success()).isTrue();
    assertThat(outcome.l0()).isZero();
    assertThat(outcome.effort().queries()).isEqualTo(1);
  }

  private static AttackSpec unbounded(int queries) {
    return AttackSpec.of(AttackMode.HOP_SKIP_JUMP, Double.POSITIVE_INFINITY)
        .with("queries", queries)
        .with("gradientQueries", 30);
  }

  private static List<AttackOutcome> run(AttackSpec spec, Classifier model, AttackBatch batch) {
    return Attack.of(spec).run(model, batch).outcomes();
  }

  /** {@code Z_1 - Z_0 = sum of w_i (x_i - 1/2) - 2} with weights 1, 2, 3 and again. */
  private static DenseClassifier linear() {
    float[][] weights = new float[2][FEATURES];
    float atGrey = 0;
    for (int i = 0; i < FEATURES; i++) {
      weights[1][i] = (i % 2 == 0 ? 1 : -1) * (1 + i % 3);
      atGrey += weights[1][i] / 2;
    }
    return DenseClassifier.linear(weights, 2 + atGrey, 0);
  }

  private static double squaredWeights() {
    return FEATURES / 3.0 * (1 + 4 + 9);
  }

  private static AttackBatch images() {
    float[] pixels = new float[ROWS * FEATURES];
    int[] samples = new int[ROWS];
    for (int row = 0; row < ROWS; row++) {
      samples[row] = 10 + row;
      Arrays.fill(pixels, row * FEATURES, (row + 1) * FEATURES, 0.4f + 0.04f * row);
    }
    return AttackBatch.untargeted(new FloatMatrix(ROWS, FEATURES, pixels), samples, new int[ROWS]);
  }

  /** Says 1 for the winner and 0 for the others. */
  private record WinnerOnly(Classifier model) implements Classifier {

    @Override
    public ImageShape shape() {
      return model.shape();
    }

    @Override
    public int classes() {
      return model.classes();
    }

    @Override
    public FloatMatrix logits(FloatMatrix x) {
      FloatMatrix logits = model.logits(x);
      FloatMatrix winners = FloatMatrix.zeros(logits.rows(), logits.columns());
      for (int row = 0; row < logits.rows(); row++) {
        winners.values()[row * logits.columns() + logits.argMax(row)] = 1;
      }
      return winners;
    }

    @Override
    public InputGradients inputGradients(FloatMatrix x, LogitSeeds seeds) {
      return new InputGradients(logits(x), model.inputGradients(x, seeds).gradients());
    }
  }
}
