package io.reflux.robustness.attack.saliency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairSearchTest {

  @Test
  void the_best_pair_of_three_is_checked_by_hand() {
    double[] alpha = {1, 2, 3};
    double[] beta = {-4, -1, 2};

    assertThat(fast64(alpha, beta)).isEqualTo(FeatureChoice.pair(0, 1));
  }

  @Test
  void a_pair_may_contain_a_feature_that_is_inadmissible_alone() {
    double[] alpha = {10, -1};
    double[] beta = {3, -5};

    assertThat(fast64(alpha, beta)).isEqualTo(FeatureChoice.pair(0, 1));
  }

  @Test
  void the_first_pair_in_flat_order_wins_a_tie() {
    double[] alpha = {0.5, 1, 1, 1, 1.5};
    double[] beta = {-1.5, -1, -1, -1, -0.5};

    assertThat(fast64(alpha, beta)).isEqualTo(FeatureChoice.pair(0, 4));
    assertThat(fast64(new double[] {1, 1, 1}, new double[] {-1, -1, -1}))
        .isEqualTo(FeatureChoice.pair(0, 1));
  }

  @Test
  void a_map_of_zeros_is_empty() {
    assertThat(fast32(new float[9], new float[9]).kind()).isEqualTo(FeatureChoice.Kind.EMPTY_MAP);
    assertThat(fast64(new double[9], new double[9]).kind()).isEqualTo(FeatureChoice.Kind.EMPTY_MAP);
  }

  @Test
  void float32_scores_underflow_where_double_scores_do_not() {
    float[] alpha = {1e-25f, 2e-25f, 3e-25f};
    float[] beta = {-1e-25f, -2e-25f, -3e-25f};

    assertThat(fast32(alpha, beta).kind()).isEqualTo(FeatureChoice.Kind.EMPTY_MAP);
    assertThat(fast64(widen(alpha), widen(beta))).isEqualTo(FeatureChoice.pair(1, 2));
  }

  @Test
  void a_feature_that_is_not_a_number_is_in_no_pair() {
    float[] alpha = {Float.NaN, 1, 5, 2};
    float[] beta = {-9, -1, Float.NaN, -1};

    assertThat(fast32(alpha, beta)).isEqualTo(FeatureChoice.pair(1, 3));
  }

  @ParameterizedTest
  @CsvSource({"-1", "-0.95", "-0.5", "0", "0.5", "0.95", "1"})
  void the_fast_search_finds_the_pair_of_the_full_map_at_every_correlation(double correlation) {
    Random random = new Random(17);
    for (int round = 0; round < 150; round++) {
      int size = 2 + random.nextInt(60);
      double[] alpha = new double[size];
      double[] beta = new double[size];
      correlated(random, correlation, alpha, beta);

      assertThat(fast64(alpha, beta)).isEqualTo(ReferencePairs.float64(alpha, beta));
      assertThat(fast32(narrow(alpha), narrow(beta)))
          .isEqualTo(ReferencePairs.float32(narrow(alpha), narrow(beta)));
    }
  }

  @ParameterizedTest
  @CsvSource({"784, 12", "3072, 2"})
  void the_fast_search_finds_the_pair_of_the_full_map_on_whole_images(int size, int rounds) {
    Random random = new Random(size);
    for (int round = 0; round < rounds; round++) {
      double[] alpha = new double[size];
      double[] beta = new double[size];
      correlated(random, 0.3 * (round % 4), alpha, beta);

      assertThat(fast32(narrow(alpha), narrow(beta)))
          .isEqualTo(ReferencePairs.float32(narrow(alpha), narrow(beta)));
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "4"})
  void ties_are_broken_as_in_the_full_map(int levels) {
    agreesOn(levels, value -> Math.rint(value * levels));
  }

  @ParameterizedTest
  @CsvSource({"1e-18", "1e-20", "1e-22", "3e-23", "1e-23", "1e-30", "1e-44"})
  void subnormal_scores_are_ranked_as_in_the_full_map(double scale) {
    agreesOn(7, value -> value * scale);
  }

  @Test
  void numbers_that_are_missing_are_skipped_as_in_the_full_map() {
    agreesOn(11, value -> Math.abs(value) > 1.2 ? Double.NaN : value);
  }

  @Test
  void one_search_object_serves_row_after_row() {
    double[] pull = new double[30];
    double[] push = new double[30];
    PairSearch search = new PairSearch(pull, push);
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      int size = 2 + random.nextInt(29);
      double[] alpha = random.doubles(size, -1, 1).toArray();
      double[] beta = random.doubles(size, -1, 1).toArray();
      System.arraycopy(alpha, 0, pull, 0, size);
      System.arraycopy(negated(beta), 0, push, 0, size);

      assertThat(search.best(size, Precision.FLOAT64))
          .isEqualTo(ReferencePairs.float64(alpha, beta));
    }
  }

  private static void agreesOn(long seed, DoubleUnaryOperator shape) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int size = 2 + random.nextInt(40);
      double[] alpha = new double[size];
      double[] beta = new double[size];
      correlated(random, random.nextDouble() * 2 - 1, alpha, beta);
      float[] alphas = narrow(mapped(alpha, shape));
      float[] betas = narrow(mapped(beta, shape));

      assertThat(fast32(alphas, betas)).isEqualTo(ReferencePairs.float32(alphas, betas));
      assertThat(fast64(widen(alphas), widen(betas)))
          .isEqualTo(ReferencePairs.float64(widen(alphas), widen(betas)));
    }
  }

  private static FeatureChoice fast32(float[] alpha, float[] beta) {
    return fast(widen(alpha), widen(beta), Precision.FLOAT32);
  }

  private static FeatureChoice fast64(double[] alpha, double[] beta) {
    return fast(alpha, beta, Precision.FLOAT64);
  }

  private static FeatureChoice fast(double[] alpha, double[] beta, Precision precision) {
    return new PairSearch(alpha, negated(beta)).best(alpha.length, precision);
  }

  private static void correlated(Random random, double rho, double[] alpha, double[] beta) {
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = random.nextGaussian();
      beta[i] = rho * alpha[i] + Math.sqrt(1 - rho * rho) * random.nextGaussian();
    }
  }

  private static double[] mapped(double[] values, DoubleUnaryOperator shape) {
    double[] mapped = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      mapped[i] = shape.applyAsDouble(values[i]);
    }
    return mapped;
  }

  private static double[] negated(double[] values) {
    return mapped(values, value -> -value);
  }

  private static float[] narrow(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  private static double[] widen(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
