package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.FloatMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the saliency map attacks, apart from what holds for every attack. */
class SaliencyPropertiesTest {

  private static final int FEATURES = 40;
  private static final int CLASSES = 5;
  private static final int SAMPLES = 8;
  private static final DenseClassifier MODEL =
      DenseClassifier.twoLayers(5, FEATURES, 30, CLASSES, 6);
  private static final AttackBatch BATCH = batch();

  static Stream<AttackSpec> attacks() {
    return Stream.of(AttackMode.values())
        .filter(AttackMode::saliency)
        .flatMap(mode -> Stream.of(1.0, -1.0, 0.3).map(theta -> spec(mode, theta)));
  }

  private static AttackSpec spec(AttackMode mode, double theta) {
    AttackSpec spec = AttackSpec.of(mode.label(), theta, 12);
    return mode.usesTemperature() ? spec.withTemperature(10) : spec;
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
  void a_run_with_a_smaller_budget_is_the_beginning_of_a_longer_one(AttackSpec spec) {
    List<AttackOutcome> longer = run(spec);
    AttackSpec smaller = spec.withBudget(6);
    List<AttackOutcome> shorter = run(smaller);

    for (int row = 0; row < longer.size(); row++) {
      boolean within = longer.get(row).success() && longer.get(row).effort().iterations() <= 3;
      assertThat(shorter.get(row).success()).isEqualTo(within);
      if (Math.abs(spec.theta()) == 1) {
        assertThat(longer.get(row).successWithin(6)).isEqualTo(within);
      }
    }
  }

  private static List<AttackOutcome> run(AttackSpec spec) {
    return Attack.of(spec).run(MODEL, BATCH).outcomes();
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
