package io.reflux.robustness.attack.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.attack.DenseClassifier;
import io.reflux.robustness.attack.loss.Softmax;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaliencyMapTest {

  private static final int FEATURES = 50;
  private static final int CLASSES = 10;

  @Test
  void probability_seeds_of_two_equal_classes_are_checked_by_hand() {
    float[][] seeds = seeds(SaliencyMap.probabilityFloat32(), 1, 3, 3);

    assertThat(seeds[0]).containsExactly(-0.25f, 0.25f);
    assertThat(seeds[1]).containsExactly(0.25f, -0.25f);
  }

  @Test
  void the_float32_seed_of_the_others_loses_the_winner_once_it_rounds_to_one() {
    float[][] at10 = seeds(SaliencyMap.probabilityFloat32(), 1, 10, 0);
    float[][] at20 = seeds(SaliencyMap.probabilityFloat32(), 1, 20, 0);

    assertThat(at10[1][0]).isPositive();
    assertThat(at20[1][0]).isZero();
    assertThat(at20[0][0]).isNegative();
  }

  @Test
  void float32_probabilities_keep_subnormal_numbers() {
    float[] probabilities = Softmax.float32(new float[] {0, -100, -103.9f, -104});

    assertThat(probabilities[0]).isEqualTo(1);
    assertThat(probabilities[1]).isBetween(Float.MIN_VALUE, Float.MIN_NORMAL);
    assertThat(probabilities[2]).isEqualTo(Float.MIN_VALUE);
    assertThat(probabilities[3]).isZero();
  }

  @Test
  void double_seeds_are_sent_at_magnitude_one() {
    float[][] seeds = seeds(SaliencyMap.probabilityFloat64(), 1, 300, 0);

    assertThat(seeds[0]).containsExactly(-1, 1);
  }

  @Test
  void log_seeds_are_those_of_the_cross_entropy_up_to_a_factor() {
    float[][] seeds = seeds(SaliencyMap.logProbability(1), 0, 1, 2, 0.5f);

    double[] probabilities = Softmax.float64(new float[] {1, 2, 0.5f}, 1);
    assertThat(seeds[0][0] * probabilities[1]).isCloseTo(1 - probabilities[0], within(1e-7));
    assertThat(seeds[0][1] * probabilities[1]).isCloseTo(-probabilities[1], within(1e-7));
    assertThat(seeds[0][2] * probabilities[1]).isCloseTo(-probabilities[2], within(1e-7));
  }

  @Test
  void log_seeds_survive_a_target_whose_probability_rounds_to_one() {
    assertThat(seeds(SaliencyMap.logProbability(1), 0, 2000, 0, 0)[0]).containsExactly(2, -1, -1);
  }

  @Test
  void a_temperature_softens_the_seeds() {
    assertThat(seeds(SaliencyMap.logProbability(20), 0, 0, 40, 20)[0])
        .isEqualTo(seeds(SaliencyMap.logProbability(1), 0, 0, 2, 1)[0]);
  }

  @Test
  void a_temperature_of_zero_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SaliencyMap.logProbability(0))
        .withMessage("temperature must be positive and finite, was 0.0");
  }

  @Test
  void logit_seeds_are_the_target_and_the_rest() {
    float[][] seeds = seeds(SaliencyMap.logit(), 1, 5, 6, 7);

    assertThat(seeds[0]).containsExactly(0, 1, 0);
    assertThat(seeds[1]).containsExactly(1, 0, 1);
  }

  @Test
  void the_log_map_finds_the_pair_of_the_full_double_map_on_any_model_that_double_can_see() {
    agreeWithFullMap(SaliencyMap.logProbability(1), 3);
  }

  @Test
  void the_double_map_finds_the_pair_of_the_full_double_map() {
    agreeWithFullMap(SaliencyMap.probabilityFloat64(), 3);
  }

  @Test
  void two_products_find_the_pair_of_the_whole_jacobian_on_an_unsaturated_model() {
    DenseClassifier model = DenseClassifier.twoLayers(1, FEATURES, 40, CLASSES, 2);
    FloatMatrix images = images(60);
    int[] targets = targets(60);

    for (int row = 0; row < 60; row++) {
      assertThat(choose(SaliencyMap.probabilityFloat32(), model, images, targets, row))
          .isEqualTo(choose(SaliencyMap.jacobianFloat32(), model, images, targets, row));
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 0.5, 0, 3", "false, 1, 0.5, 3"})
  void the_domain_holds_what_can_still_move(boolean up, float first, float second, int size) {
    FloatMatrix pixels = new FloatMatrix(1, 4, new float[] {first, second, up ? 1 : 0, 0.25f});
    SearchDomain domain = new SearchDomain(4);

    domain.reset(pixels, 0, up ? 1 : -1);

    assertThat(domain.size()).isEqualTo(size);
    assertThat(domain.feature(2)).isEqualTo(3);
  }

  private static void agreeWithFullMap(SaliencyMap map, double scale) {
    DenseClassifier model = DenseClassifier.twoLayers(9, FEATURES, 40, CLASSES, scale);
    FloatMatrix images = images(200);
    int[] targets = targets(200);

    for (int row = 0; row < 200; row++) {
      assertThat(choose(map, model, images, targets, row))
          .isEqualTo(fullMap(model, images.select(new int[] {row}), targets[row]));
    }
  }

  /** Alpha and beta in double from the Jacobian of the logits, and the search over all pairs. */
  private static FeatureChoice fullMap(DenseClassifier model, FloatMatrix x, int target) {
    double[] p = Softmax.float64(model.logits(x).row(0), 1);
    double[][] jacobian = new double[CLASSES][FEATURES];
    double[] mean = new double[FEATURES];
    for (int k = 0; k < CLASSES; k++) {
      float[] unit = new float[CLASSES];
      unit[k] = 1;
      float[] gradient = model.inputGradient(x, new FloatMatrix(1, CLASSES, unit)).row(0);
      for (int i = 0; i < FEATURES; i++) {
        jacobian[k][i] = gradient[i];
        mean[i] += p[k] * gradient[i];
      }
    }
    double[] alpha = new double[FEATURES];
    double[] beta = new double[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      for (int k = 0; k < CLASSES; k++) {
        (k == target ? alpha : beta)[i] += p[k] * (jacobian[k][i] - mean[i]);
      }
    }
    return ReferencePairs.float64(alpha, beta);
  }

  private static FeatureChoice choose(
      SaliencyMap map, DenseClassifier model, FloatMatrix x, int[] targets, int row) {
    FloatMatrix one = x.select(new int[] {row});
    int[] target = {targets[row]};
    InputGradients gradients = model.inputGradients(one, map.seedsFor(target, CLASSES));
    SearchDomain domain = new SearchDomain(FEATURES);
    domain.reset(one, 0, 1);
    return map.choose(gradients, 0, target[0], domain);
  }

  private static float[][] seeds(SaliencyMap map, int target, float... logits) {
    float[][] seeds = new float[map.products(logits.length)][logits.length];
    map.seeds(logits, target, seeds);
    return seeds;
  }

  private static FloatMatrix images(int rows) {
    Random random = new Random(31);
    FloatMatrix images = FloatMatrix.zeros(rows, FEATURES);
    for (int i = 0; i < images.values().length; i++) {
      images.values()[i] = random.nextFloat();
    }
    return images;
  }

  private static int[] targets(int rows) {
    return new Random(37).ints(rows, 0, CLASSES).toArray();
  }
}
