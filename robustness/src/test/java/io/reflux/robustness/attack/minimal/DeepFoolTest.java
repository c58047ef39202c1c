package io.reflux.robustness.attack.minimal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.threat.Goal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two classes and two pixels; the difference of the logits is taken for linear each time. */
class DeepFoolTest {

  private static final MarginGoal LEAVE_CLASS_0 = new MarginGoal(Goal.UNTARGETED, 0, 0);

  private final Walk walk = new DeepFool(50, 0).begin(new float[] {0.5f, 0.5f}, LEAVE_CLASS_0);

  @Test
  void a_step_leads_to_the_boundary() {
    see(0.5f, 3, 4);

    assertThat(image()).containsExactly(new float[] {0.56f, 0.58f}, within(1e-6f));
    assertThat(walk.distance()).isCloseTo(0.1, within(1e-6));
  }

  @Test
  void a_pixel_at_the_end_of_the_box_goes_back_as_far_as_it_is_told() {
    see(10, 2, 0);
    assertThat(image()).containsExactly(1, 0.5f);

    see(0.2f, -2, 0);

    assertThat(image()).containsExactly(new float[] {0.9f, 0.5f}, within(1e-6f));
  }

  @Test
  void a_pixel_that_cannot_go_on_leaves_the_way_to_the_others() {
    see(10, 2, 0);

    see(0.5f, 3, 4);

    assertThat(image()).containsExactly(new float[] {1, 0.625f}, within(1e-6f));
  }

  /**
   * Moves on.
   *
   * @param gap by how much class 0 leads
   * @param slopes the derivatives of class 1's logit less class 0's
   */
  private void see(float gap, float... slopes) {
    image();
    InputGradients gradients =
        new InputGradients(
            new FloatMatrix(1, 2, new float[] {gap, 0}),
            List.of(new FloatMatrix(1, slopes.length, slopes)));
    assertThat(walk.advance(new Look(gradients, 0, LEAVE_CLASS_0))).isTrue();
  }

  private float[] image() {
    float[] image = new float[2];
    walk.place(image, 0);
    return image;
  }
}
