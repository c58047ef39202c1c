package io.reflux.robustness.attack.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.threat.Norm;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BallTest {

  private static final Offset<Float> ROUNDING = within(1e-6f);
  private static final Ball LINF = Ball.of(Norm.LINF);
  private static final Ball L2 = Ball.of(Norm.L2);

  @Test
  void linf_cuts_every_feature_by_itself_and_to_the_pixel_range() {
    Place place = place(new float[] {0.5f, 0.5f, 0.05f, 0.95f}, 0.1);
    place.set(new float[] {0.9f, 0.45f, -0.3f, 2});

    LINF.project(place);

    assertThat(place.image()).containsExactly(new float[] {0.6f, 0.45f, 0, 1}, ROUNDING);
  }

  @Test
  void l2_shortens_the_change_and_keeps_its_direction() {
    Place place = place(new float[] {0.5f, 0.5f, 0.5f}, 0.25);
    place.set(new float[] {0.8f, 0.9f, 0.5f});

    L2.project(place);

    assertThat(place.image()).containsExactly(new float[] {0.65f, 0.7f, 0.5f}, ROUNDING);
    assertThat(L2.distance(place)).isLessThanOrEqualTo(0.25);
  }

  @Test
  void l2_leaves_a_change_that_is_short_enough() {
    Place place = place(new float[] {0.5f, 0.5f}, 1);
    place.set(new float[] {0.75f, 0.25f});

    L2.project(place);

    assertThat(place.image()).containsExactly(0.75f, 0.25f);
  }

  @Test
  void l2_clips_after_it_has_shortened() {
    Place place = place(new float[] {0.1f, 0.5f}, 0.5);
    place.set(new float[] {0.1f - 3, 0.5f + 4});

    L2.project(place);

    assertThat(place.image()).containsExactly(new float[] {0, 0.9f}, ROUNDING);
  }

  @Test
  void linf_climbs_by_the_sign() {
    Place place = place(new float[] {0.5f, 0.5f, 0.5f}, 1);

    LINF.climb(place, new float[] {9, 1e-30f, -2, 0}, 1, 0.25);

    assertThat(place.image()).containsExactly(0.75f, 0.25f, 0.5f);
  }

  @Test
  void l2_climbs_by_the_normalised_gradient_however_small() {
    Place place = place(new float[] {0.5f, 0.5f}, 1);

    L2.climb(place, new float[] {3e-38f, -4e-38f}, 0, 0.25);

    assertThat(place.image()).containsExactly(new float[] {0.65f, 0.3f}, ROUNDING);
  }

  @ParameterizedTest
  @EnumSource(
      value = Norm.class,
      names = {"L2", "LINF"})
  void a_gradient_of_zero_leads_nowhere(Norm norm) {
    Place place = place(new float[] {0.3f, 0.7f}, 1);

    Ball.of(norm).climb(place, new float[2], 0, 0.25);

    assertThat(place.image()).containsExactly(0.3f, 0.7f);
  }

  @ParameterizedTest
  @EnumSource(
      value = Norm.class,
      names = {"L2", "LINF"})
  void random_points_are_inside_and_reach_far(Norm norm) {
    Ball ball = Ball.of(norm);
    SplittableRandom random = new SplittableRandom(3);
    float[] grey = new float[100];
    Arrays.fill(grey, 0.5f);

    for (int i = 0; i < 50; i++) {
      Place place = place(grey, 0.4);
      ball.scatter(place, random);
      assertThat(ball.distance(place)).isBetween(0.33, 0.4 + 1e-6);
    }
  }

  @Test
  void an_image_taken_apart_and_put_together_is_the_same() {
    SplittableRandom random = new SplittableRandom(5);
    float[] original = new float[1000];
    for (int i = 0; i < original.length; i++) {
      original[i] = random.nextInt(256) / 255f;
    }
    Place place = place(original, 0.3);
    LINF.scatter(place, random);

    float[] image = place.image();
    for (int i = 0; i < original.length; i++) {
      assertThat(original[i] + (image[i] - original[i])).isEqualTo(image[i]);
    }
  }

  @Test
  void l0_has_no_ball() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Ball.of(Norm.L0))
        .withMessage("norm must be l2 or linf, was l0");
  }

  private static Place place(float[] original, double radius) {
    FloatMatrix originals = new FloatMatrix(1, original.length, original);
    return new Place(originals.select(new int[] {0}), 0, originals, 0, radius);
  }
}
