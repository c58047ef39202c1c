package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflux.robustness.attack.blackbox.TransferSearch;
import io.reflux.robustness.attack.blackbox.random.RandomSearch;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackCancelledException;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.threat.Goal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Attacks by scores, decisions, chance and transfer on models that can be checked by hand. */
class BlackBoxAttackTest {

  private static final float GREY = 0.5f;
  private static final int FEATURES = 12;

  /** {@code sum of weights 1 .. 12 = 78}, all of the other class. */
  private static DenseClassifier rising(float lead) {
    float[][] weights = new float[2][FEATURES];
    float atGrey = 0;
    for (int i = 0; i < FEATURES; i++) {
      weights[1][i] = (i % 2 == 0 ? 1 : -1) * (i + 1);
      atGrey += GREY * weights[1][i];
    }
    return DenseClassifier.linear(weights, lead + atGrey, 0);
  }

  @ParameterizedTest
  @CsvSource({"7.79, true", "7.81, false"})
  void squares_reach_exactly_the_corner_of_the_ball(float lead, boolean reached) {
    AttackSpec spec = AttackSpec.of(AttackMode.SQUARE_LINF, 0.1).with("queries", 3000);

    assertThat(run(spec, rising(lead)).success()).isEqualTo(reached);
  }

  @ParameterizedTest
  @CsvSource({"0.9, true", "1.01, false"})
  void bumps_come_close_to_the_gradient_but_not_beyond(double share, boolean reached) {
    double length = Math.sqrt(650);
    AttackSpec spec = AttackSpec.of(AttackMode.SQUARE_L2, 0.4).with("queries", 5000);

    assertThat(run(spec, rising((float) (share * 0.4 * length))).success()).isEqualTo(reached);
  }

  @ParameterizedTest
  @CsvSource({"16.4, true", "16.6, false"})
  void sets_of_features_reach_the_best_set(float lead, boolean reached) {
    AttackSpec spec = AttackSpec.of(AttackMode.SPARSE, 3).with("queries", 3000);

    AttackOutcome outcome = run(spec, rising(lead));

    assertThat(outcome.success()).isEqualTo(reached);
    assertThat(outcome.perturbation().indices()).containsExactly(9, 10, 11);
    assertThat(outcome.perturbation().deltas()).containsExactly(-0.5f, 0.5f, -0.5f);
  }

  @ParameterizedTest
  @CsvSource({"square-linf", "square-l2", "sparse-rs"})
  void a_row_that_fails_asks_about_as_many_images_as_it_may(String mode) {
    for (int limit : new int[] {1, 2, 17}) {
      AttackSpec spec = AttackSpec.of(AttackMode.parse(mode), 1).with("queries", limit);

      AttackBatchResult result = Attack.of(spec).run(rising(1000), grey());

      assertThat(result.outcomes().get(0).effort().queries()).isEqualTo(limit);
      assertThat(result.outcomes().get(0).effort().iterations()).isEqualTo(limit - 1);
      assertThat(result.outcomes().get(0).endReason()).isEqualTo(EndReason.BUDGET);
      assertThat(result.forwardRows()).isEqualTo(limit + 3L);
      assertThat(result.productRows()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"noise-linf", "noise-l2", "noise-l0", "random-start-linf"})
  void chance_has_its_tries_and_a_look_at_the_original(String mode) {
    AttackSpec spec = AttackSpec.of(AttackMode.parse(mode), 1).with("tries", 9);

    assertThat(run(spec, rising(1000)).effort().queries()).isEqualTo(10);
  }

  @Test
  void a_failed_row_leaves_the_image_with_the_smallest_margin() {
    AttackSpec spec = AttackSpec.of(AttackMode.NOISE_LINF, 0.1).with("tries", 200);

    AttackOutcome outcome = run(spec, rising(1000));

    assertThat(outcome.finalGap()).isLessThan(1000 - 3);
    assertThat(outcome.effort().earlierGap()).isBetween(outcome.finalGap(), 1000f);
  }

  /** Where the gradient of the probabilities is exactly zero in float32 and almost so in double. */
  static Stream<AttackSpec> againstMasking() {
    return Stream.of(
            AttackSpec.of(AttackMode.SQUARE_LINF, 0.3).with("queries", 500),
            AttackSpec.of(AttackMode.SQUARE_L2, 3).with("queries", 1000),
            AttackSpec.of(AttackMode.SPARSE, 16).with("queries", 500),
            AttackSpec.of(AttackMode.HOP_SKIP_JUMP, 3).with("queries", 3000),
            AttackSpec.of(AttackMode.NOISE_L0, 20).with("tries", 200))
        .flatMap(spec -> spec.mode().traits().goals().stream().map(spec::withGoal));
  }

  @ParameterizedTest
  @MethodSource("againstMasking")
  void a_masked_model_is_broken_without_gradients(AttackSpec spec) {
    AttackBatch batch =
        spec.goal() == Goal.TARGETED
            ? SaturatedModel.towardsClassOne()
            : AttackBatch.untargeted(
                FloatMatrix.zeros(1, SaturatedModel.FEATURES), new int[] {7}, new int[] {0});

    AttackOutcome outcome =
        Attack.of(spec).run(SaturatedModel.withGap(200), batch).outcomes().get(0);

    assertThat(outcome.success()).isTrue();
    assertThat(outcome.logitGap()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"square-linf", "square-l2", "sparse-rs", "noise-linf", "hop-skip-jump"})
  void a_model_that_is_not_finite_is_named(String mode) {
    DenseClassifier broken = rising(1).withBias(Float.NaN, 0);

    AttackOutcome outcome = run(AttackSpec.of(AttackMode.parse(mode), 1), broken);

    assertThat(outcome.endReason()).isEqualTo(EndReason.NON_FINITE);
    assertThat(outcome.effort().queries()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"square-linf", "noise-l2", "hop-skip-jump"})
  void finished_rows_are_not_asked_about_again(String mode) {
    AttackSpec spec = AttackSpec.of(AttackMode.parse(mode), 1).withGoal(Goal.UNTARGETED);
    float[] pixels = new float[2 * FEATURES];
    Arrays.fill(pixels, GREY);
    pixels[0] = 1;
    AttackBatch batch =
        AttackBatch.untargeted(
            new FloatMatrix(2, FEATURES, pixels), new int[] {4, 5}, new int[] {0, 0});

    AttackBatchResult result = Attack.of(spec).run(rising(0.25f), batch);

    assertThat(result.outcomes().get(0).effort().queries()).isEqualTo(1);
    assertThat(result.outcomes().get(0).l0()).isZero();
    assertThat(result.forwardRows())
        .isEqualTo(2 * 3 + 1 + result.outcomes().get(1).effort().queries());
  }

  @ParameterizedTest
  @CsvSource({"square-linf", "sparse-rs", "noise-linf", "hop-skip-jump"})
  void an_attack_can_be_cancelled_while_it_asks(String mode) {
    AttackSpec spec = AttackSpec.of(AttackMode.parse(mode), 1).withGoal(Goal.UNTARGETED);
    Impatient impatient = new Impatient(5);

    assertThatThrownBy(() -> Attack.of(spec).run(rising(1000), grey(), impatient))
        .isInstanceOf(AttackCancelledException.class)
        .hasMessageContaining("0 of 1");
    assertThat(impatient.reports).isEqualTo(5);
  }

  @Test
  void what_fools_the_surrogate_fools_its_twin() {
    AttackSpec spec = AttackSpec.of(AttackMode.SQUARE_LINF, 0.1);

    AttackBatchResult carried = transfer(spec, rising(3), rising(3));
    AttackOutcome outcome = carried.outcomes().get(0);

    assertThat(outcome.success()).isTrue();
    assertThat(outcome.perturbation()).isEqualTo(run(spec, rising(3)).perturbation());
    assertThat(outcome.effort().queries()).isZero();
    assertThat(carried.forwardRows()).isEqualTo(3);
  }

  @Test
  void what_fools_the_surrogate_alone_is_no_success() {
    AttackSpec spec = AttackSpec.of(AttackMode.SQUARE_LINF, 0.1);

    AttackOutcome outcome = transfer(spec, rising(3), rising(100)).outcomes().get(0);

    assertThat(outcome.endReason()).isEqualTo(EndReason.SUCCESS);
    assertThat(outcome.success()).isFalse();
  }

  private static AttackBatchResult transfer(
      AttackSpec spec, DenseClassifier surrogate, DenseClassifier attacked) {
    return new Attack(spec, new TransferSearch(surrogate, RandomSearch.squareLinf(spec)))
        .run(attacked, grey());
  }

  @Test
  void progress_counts_what_is_done_of_rows_that_go_on() {
    AttackSpec spec = AttackSpec.of(AttackMode.NOISE_LINF, 0.1).with("tries", 3);
    List<Integer> told = new ArrayList<>();
    AttackProgress listener =
        new AttackProgress() {
          @Override
          public void rowsFinished(int finished, int total) {
            told.add(finished);
          }

          @Override
          public boolean cancelled() {
            return false;
          }
        };
    int[] zeros = new int[8];
    FloatMatrix images = grey().originals().select(zeros);

    Attack.of(spec).run(rising(1000), AttackBatch.untargeted(images, zeros, zeros), listener);

    assertThat(told).containsExactly(0, 2, 4, 8);
  }

  private static AttackOutcome run(AttackSpec spec, DenseClassifier model) {
    return Attack.of(spec).run(model, grey()).outcomes().get(0);
  }

  private static AttackBatch grey() {
    float[] pixels = new float[FEATURES];
    Arrays.fill(pixels, GREY);
    return AttackBatch.untargeted(
        new FloatMatrix(1, FEATURES, pixels), new int[] {4}, new int[] {0});
  }

  /** Cancels after so many reports. */
  private static final class Impatient implements AttackProgress {

    private final int patience;
    private int reports;

    Impatient(int patience) {
      this.patience = patience;
    }

    @Override
    public void rowsFinished(int finished, int total) {
      reports++;
    }

    @Override
    public boolean cancelled() {
      return reports >= patience;
    }
  }
}
