package io.reflux.robustness.attack.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.threat.Norm;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * One grey feature in a ball of radius 0.2, and the values and slopes that the model is to have.
 */
class AutoStepsTest {

  private static final Offset<Float> ROUNDING = within(1e-6f);
  private static final int STEPS = 5;

  private final FloatMatrix originals = new FloatMatrix(1, 1, new float[] {0.5f});
  private final Place place = new Place(originals.select(new int[] {0}), 0, originals, 0, 0.2);
  private AutoSteps climb = new AutoSteps(Ball.of(Norm.LINF), STEPS, 1);
  private int step;

  @Test
  void the_first_step_is_twice_the_radius_without_momentum() {
    assertThat(visit(1, 1)).isEqualTo(0.7f, ROUNDING);
  }

  @Test
  void later_steps_are_three_quarters_gradient_and_one_quarter_momentum() {
    visit(1, 1);

    assertThat(visit(2, -1)).isEqualTo(0.7f - 0.75f * 0.4f + 0.25f * 0.2f, ROUNDING);
  }

  @Test
  void without_enough_rises_the_length_is_halved_and_the_best_image_is_taken_up_again() {
    assertThat(visit(5, 1)).isEqualTo(0.7f, ROUNDING);
    assertThat(visit(0, -1)).isEqualTo(0.45f, ROUNDING);
    assertThat(visit(-1, -1)).isEqualTo(0.3f, ROUNDING);

    assertThat(visit(-2, -1)).isEqualTo(0.5f + 0.75f * 0.2f + 0.25f * (0.5f - 0.45f), ROUNDING);
  }

  @Test
  void with_enough_rises_and_a_new_best_the_length_stays() {
    visit(1, 1);
    visit(2, -1);
    assertThat(visit(3, -1)).isEqualTo(0.3f, ROUNDING);

    assertThat(visit(4, 1)).isEqualTo(0.3f + 0.75f * 0.4f + 0.25f * (0.3f - 0.45f), ROUNDING);
  }

  @Test
  void with_rises_but_no_new_best_the_length_is_halved_at_every_other_checkpoint() {
    List<Integer> jumps = new ArrayList<>();
    climb = new AutoSteps(Ball.of(Norm.LINF), 100, 1);

    visit(0, 1);
    visit(100, -1);
    for (int image = 2; image < 100; image++) {
      float before = place.image()[0];
      if (visit(image, 0) > before + 0.005f) {
        jumps.add(image - 1);
      }
    }

    assertThat(jumps).containsExactly(22, 57, 80, 93);
  }

  @Test
  void a_try_that_starts_without_a_gradient_is_over() {
    FloatMatrix flat = FloatMatrix.zeros(1, 1);

    assertThat(climb.advance(new Visit(place, 0, flat, 1))).isFalse();
  }

  /** Tells the value and slope of the present image; the next image. */
  private float visit(double value, float slope) {
    FloatMatrix gradient = new FloatMatrix(1, 1, new float[] {slope});
    assertThat(climb.advance(new Visit(place, step++, gradient, value))).isTrue();
    return place.image()[0];
  }
}
