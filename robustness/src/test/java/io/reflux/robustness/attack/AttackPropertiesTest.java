package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.network.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every attack: one row here is one attack tested. */
class AttackPropertiesTest {

  private static final int FEATURES = 40;
  private static final int CLASSES = 5;
  private static final int SAMPLES = 8;
  private static final DenseClassifier MODEL =
      DenseClassifier.twoLayers(5, FEATURES, 30, CLASSES, 6);
  private static final AttackBatch BATCH = batch();

  static Stream<AttackSpec> attacks() {
    return Stream.of(AttackMode.values())
        .flatMap(mode -> Stream.of(1.0, -1.0, 0.3).map(theta -> spec(mode, theta)));
  }

  private static AttackSpec spec(AttackMode mode, double theta) {
    AttackSpec spec = AttackSpec.of(mode.label(), theta, 12);
    return mode.usesTemperature() ? spec.withTemperature(10) : spec;
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void it_finds_adversarial_samples_on_an_undefended_model(AttackSpec spec) {
    assertThat(run(spec)).filteredOn(AttackOutcome::success).hasSizeGreaterThan(3);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void pixels_stay_in_bounds_and_the_budget_is_kept(AttackSpec spec) {
    List<AttackOutcome> outcomes = run(spec);

    assertThat(adversarial(outcomes).values()).doesNotContain(Float.NaN);
    for (float pixel : adversarial(outcomes).values()) {
      assertThat(pixel).isBetween(0f, 1f);
    }
    assertThat(outcomes).allMatch(outcome -> outcome.l0() <= spec.maxFeatures());
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void features_move_in_the_direction_of_theta_only(AttackSpec spec) {
    for (AttackOutcome outcome : run(spec)) {
      for (float delta : outcome.perturbation().deltas()) {
        assertThat(Math.signum(delta)).isEqualTo((float) Math.signum(spec.theta()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void success_is_what_a_fresh_forward_pass_says(AttackSpec spec) {
    List<AttackOutcome> outcomes = run(spec);
    FloatMatrix logits = MODEL.logits(adversarial(outcomes));

    for (int row = 0; row < outcomes.size(); row++) {
      AttackOutcome outcome = outcomes.get(row);
      assertThat(outcome.success()).isEqualTo(logits.argMax(row) == outcome.target());
      assertThat(outcome.adversarialClass()).isEqualTo(logits.argMax(row));
      assertThat(outcome.success()).isEqualTo(outcome.endReason() == EndReason.SUCCESS);
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void a_budget_of_zero_returns_the_input(AttackSpec spec) {
    AttackSpec none = new AttackSpec(spec.mode(), spec.theta(), 0, spec.temperature());

    assertThat(run(none))
        .allMatch(outcome -> outcome.perturbation().size() == 0 && outcome.iterations() == 0)
        .allMatch(outcome -> outcome.success() || outcome.endReason() == EndReason.BUDGET);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void the_same_attack_twice_gives_the_same_outcomes(AttackSpec spec) {
    assertThat(run(spec)).isEqualTo(run(spec));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void a_row_alone_ends_as_in_the_batch(AttackSpec spec) {
    List<AttackOutcome> outcomes = run(spec);

    for (int row = 0; row < BATCH.rows(); row++) {
      assertThat(Attack.of(spec).run(MODEL, single(row)).outcomes())
          .containsExactly(outcomes.get(row));
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void outcomes_come_in_the_order_of_the_batch(AttackSpec spec) {
    List<AttackOutcome> outcomes = run(spec);

    assertThat(outcomes.stream().mapToInt(AttackOutcome::target).toArray())
        .isEqualTo(BATCH.targets());
    for (int row = 0; row < BATCH.rows(); row++) {
      assertThat(outcomes.get(row).sample()).isEqualTo(BATCH.sample(row));
      assertThat(outcomes.get(row).source()).isEqualTo(BATCH.source(row));
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void the_input_is_not_written_to(AttackSpec spec) {
    float[] before = BATCH.originals().values().clone();

    run(spec);

    assertThat(BATCH.originals().values()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void a_run_with_a_smaller_budget_is_the_beginning_of_a_longer_one(AttackSpec spec) {
    List<AttackOutcome> longer = run(spec);
    AttackSpec smaller = new AttackSpec(spec.mode(), spec.theta(), 6, spec.temperature());
    List<AttackOutcome> shorter = run(smaller);

    for (int row = 0; row < longer.size(); row++) {
      boolean within = longer.get(row).success() && longer.get(row).iterations() <= 3;
      assertThat(shorter.get(row).success()).isEqualTo(within);
      if (Math.abs(spec.theta()) == 1) {
        assertThat(longer.get(row).successWithin(6)).isEqualTo(within);
      }
    }
  }

  private static List<AttackOutcome> run(AttackSpec spec) {
    return Attack.of(spec).run(MODEL, BATCH).outcomes();
  }

  private static FloatMatrix adversarial(List<AttackOutcome> outcomes) {
    FloatMatrix adversarial = FloatMatrix.zeros(BATCH.rows(), FEATURES);
    for (int row = 0; row < outcomes.size(); row++) {
      float[] sample = outcomes.get(row).perturbation().addTo(BATCH.originals().row(row));
      System.arraycopy(sample, 0, adversarial.values(), row * FEATURES, FEATURES);
    }
    return adversarial;
  }

  private static AttackBatch single(int row) {
    return new AttackBatch(
        BATCH.originals().select(new int[] {row}),
        new int[] {BATCH.sample(row)},
        new int[] {BATCH.source(row)},
        new int[] {BATCH.target(row)});
  }

  private static AttackBatch batch() {
    Random random = new Random(11);
    FloatMatrix images = FloatMatrix.zeros(SAMPLES, FEATURES);
    for (int i = 0; i < images.values().length; i++) {
      float pixel = random.nextInt(256) / 255f;
      images.values()[i] = random.nextInt(4) == 0 ? Math.round(pixel) : pixel;
    }
    FloatMatrix logits = MODEL.logits(images);
    int[] samples = new int[SAMPLES];
    int[] labels = new int[SAMPLES];
    Arrays.setAll(samples, i -> 100 + 3 * i);
    Arrays.setAll(labels, logits::argMax);
    return AttackBatch.allTargets(images, samples, labels, CLASSES);
  }
}
