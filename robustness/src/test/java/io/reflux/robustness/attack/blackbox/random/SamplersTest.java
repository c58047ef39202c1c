package io.reflux.robustness.attack.blackbox.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.network.ImageShape;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplersTest {

  private static final ImageShape SHAPE = new ImageShape(10, 10, 2);
  private static final int FEATURES = SHAPE.features();
  private static final float GREY = 0.5f;

  @Test
  void the_square_attack_begins_with_vertical_stripes() {
    float[] image = draw(squareLinf(0.25, 1));

    assertThat(image).containsOnly(0.25f, 0.75f);
    for (int i = 0; i < FEATURES; i++) {
      assertThat(image[i]).isEqualTo(image[i % (10 * 2)]);
    }
  }

  @Test
  void a_square_changes_each_channel_by_twice_the_radius_inside_its_window() {
    Sampler sampler = squareLinf(0.25, 0.09);
    float[] stripes = draw(sampler);
    sampler.accept(stripes, 0);

    int[] changed = changed(stripes, draw(sampler));

    assertThat(changed).isNotEmpty();
    assertThat(spread(changed, SHAPE.width() * SHAPE.channels())).isBetween(1, 3);
    assertThat(changed.length).isLessThanOrEqualTo(3 * 3 * 2);
  }

  @Test
  void what_was_not_accepted_is_forgotten() {
    Sampler sampler = squareLinf(0.25, 0.01);
    float[] stripes = draw(sampler);
    sampler.accept(stripes, 0);
    draw(sampler);

    assertThat(changed(stripes, draw(sampler)).length).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.4})
  void bumps_use_the_whole_radius_while_pixels_have_room(double radius) {
    float[] grey = grey();
    Sampler sampler = new SquareL2(SHAPE, grey, random(), new Squares(radius, 0.1, 100));
    for (int i = 0; i < 60; i++) {
      float[] image = draw(sampler);
      sampler.accept(image, 0);

      assertThat(distance(grey, image)).isCloseTo(radius, within(1e-6));
    }
  }

  @Test
  void length_cut_off_at_the_range_is_used_again() {
    float[] black = new float[FEATURES];
    Sampler sampler = new SquareL2(SHAPE, black, random(), new Squares(2, 0.1, 100));
    float[] first = draw(sampler);
    sampler.accept(first, 0);

    assertThat(distance(black, first)).isBetween(1.0, 1.8);
    assertThat(distance(black, draw(sampler))).isGreaterThan(distance(black, first)).isLessThan(2);
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "199", "200"})
  void sets_of_features_keep_their_size(int size) {
    float[] grey = grey();
    Sampler sampler = new FeatureSwaps(grey, random(), size, 0.3, 50);
    for (int i = 0; i < 40; i++) {
      float[] image = draw(sampler);
      if (i % 2 == 0) {
        sampler.accept(image, 0);
      }

      assertThat(changed(grey, image)).hasSize(size);
      for (int feature : changed(grey, image)) {
        assertThat(image[feature]).isIn(0f, 1f);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5, 5", "0.05, 1"})
  void a_share_of_the_set_is_exchanged(double share, int exchanged) {
    float[] black = new float[FEATURES];
    Sampler sampler = new FeatureSwaps(black, random(), 20, share, 10_000);
    float[] first = draw(sampler);
    sampler.accept(first, 0);

    float[] second = draw(sampler);

    assertThat(changed(black, first)).hasSize(20);
    assertThat(changed(first, second)).hasSize(2 * exchanged);
  }

  @Test
  void a_feature_at_one_end_is_set_to_the_other() {
    assertThat(Corners.other(0, random())).isEqualTo(1);
    assertThat(Corners.other(1, random())).isEqualTo(0);
  }

  @Test
  void noise_is_inside_the_ball_and_at_its_corners_in_turn() {
    float[] grey = grey();
    SplittableRandom random = random();
    Sampler noise = Noise.inTurn(Noise.ball(grey, random, 0.25), Noise.corners(grey, random, 0.25));

    float[] inside = draw(noise);
    float[] corner = draw(noise);

    for (float pixel : inside) {
      assertThat(pixel).isBetween(0.25f, 0.75f);
    }
    assertThat(inside).doesNotContain(0.25f, 0.75f);
    assertThat(corner).containsOnly(0.25f, 0.75f).contains(0.25f, 0.75f);
    assertThat(draw(noise)).doesNotContain(0.25f, 0.75f);
  }

  @Test
  void noise_has_the_length_of_the_radius() {
    float[] grey = grey();

    float[] image = draw(Noise.sphere(grey, random(), 1.5));

    assertThat(distance(grey, image)).isCloseTo(1.5, within(1e-5));
  }

  @Test
  void noise_changes_the_number_of_features_of_the_budget() {
    float[] grey = grey();

    assertThat(changed(grey, draw(Noise.features(grey, random(), 13)))).hasSize(13);
  }

  private static Sampler squareLinf(double radius, double share) {
    return new SquareLinf(SHAPE, grey(), random(), new Squares(radius, share, 10_000));
  }

  /** Written behind other rows, as in a batch. */
  private static float[] draw(Sampler sampler) {
    float[] images = new float[3 * FEATURES];
    sampler.draw(images, FEATURES);
    assertThat(Arrays.copyOf(images, FEATURES)).containsOnly(0);
    assertThat(Arrays.copyOfRange(images, 2 * FEATURES, 3 * FEATURES)).containsOnly(0);
    return Arrays.copyOfRange(images, FEATURES, 2 * FEATURES);
  }

  private static int[] changed(float[] before, float[] after) {
    return IntStream.range(0, before.length).filter(i -> before[i] != after[i]).toArray();
  }

  private static int spread(int[] features, int stride) {
    return features[features.length - 1] / stride - features[0] / stride + 1;
  }

  private static double distance(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      double difference = one[i] - other[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  private static float[] grey() {
    float[] grey = new float[FEATURES];
    Arrays.fill(grey, GREY);
    return grey;
  }

  private static SplittableRandom random() {
    return new SplittableRandom(3);
  }
}
