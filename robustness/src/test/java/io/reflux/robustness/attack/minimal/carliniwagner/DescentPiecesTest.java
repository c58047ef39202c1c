package io.reflux.robustness.attack.minimal.carliniwagner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DescentPiecesTest {

  @Test
  void adams_first_step_has_the_length_of_its_rate_whatever_the_gradient() {
    float[] w = {1, 1, 1};

    new Adam(3, 0.01).descend(w, new float[] {1000, -0.5f, 0});

    assertThat(w).containsExactly(new float[] {0.99f, 1.01f, 1}, within(1e-6f));
  }

  @Test
  void adams_second_step_weighs_both_gradients() {
    float[] w = {0};
    Adam adam = new Adam(1, 0.01);
    adam.descend(w, new float[] {1});
    adam.descend(w, new float[] {3});

    double mean = (0.9 * 0.1 + 0.1 * 3) / (1 - 0.81);
    double square = (0.999 * 0.001 + 0.001 * 9) / (1 - 0.998001);
    assertThat(w[0]).isCloseTo((float) (-0.01 - 0.01 * mean / Math.sqrt(square)), within(1e-6f));
  }

  @Test
  void adam_forgets_when_it_restarts() {
    float[] w = {0};
    Adam adam = new Adam(1, 0.01);
    adam.descend(w, new float[] {1});
    adam.restart();
    adam.descend(w, new float[] {-7});

    assertThat(w[0]).isCloseTo(0, within(1e-7f));
  }

  @Test
  void the_weight_grows_tenfold_until_one_does_and_is_halved_between_afterwards() {
    ConstantBisection weights = new ConstantBisection(0.001);

    weights.next(false);
    assertThat(weights.constant()).isCloseTo(0.01, within(1e-12));
    weights.next(false);
    assertThat(weights.constant()).isCloseTo(0.1, within(1e-12));
    weights.next(true);
    assertThat(weights.constant()).isCloseTo(0.055, within(1e-12));
    weights.next(false);
    assertThat(weights.constant()).isCloseTo(0.0775, within(1e-12));
    weights.next(true);
    assertThat(weights.constant()).isCloseTo(0.06625, within(1e-12));
  }

  @Test
  void the_weight_has_a_limit() {
    ConstantBisection weights = new ConstantBisection(9e9);

    weights.next(false);

    assertThat(weights.constant()).isEqualTo(1e10);
  }

  @Test
  void a_descent_looks_as_often_as_it_has_steps_while_it_makes_progress() {
    Stall stall = new Stall(20, Stall.PAPER);
    int looks = 1;
    for (double loss = 100; !stall.over(loss, false); loss -= 1) {
      looks++;
    }

    assertThat(looks).isEqualTo(20);
  }

  @Test
  void a_descent_is_checked_at_each_tenth_and_ends_without_progress() {
    Stall stall = new Stall(100, Stall.PAPER);
    int looks = 1;
    for (int look = 0; !stall.over(look < 15 ? 50 - look : 36, false); look++) {
      looks++;
    }

    assertThat(looks).isEqualTo(31);
  }

  @Test
  void a_descent_that_is_excused_goes_on() {
    Stall stall = new Stall(100, Stall.PAPER);
    int looks = 1;
    for (int look = 0; !stall.over(1, look < 50); look++) {
      looks++;
    }

    assertThat(looks).isEqualTo(51);
  }

  @Test
  void a_box_begins_at_the_image_drawn_towards_grey() {
    float[] image = {0, 0.25f, 0.5f, 1};
    float[] placed = new float[5];

    new TanhBox(image, 0.999, 0.01).place(placed, 1);

    assertThat(placed)
        .containsExactly(new float[] {0, 0.0005f, 0.25025f, 0.5f, 0.9995f}, within(1e-6f));
  }

  @Test
  void a_box_is_never_left() {
    TanhBox box = new TanhBox(new float[] {0.5f, 0.5f}, 0.999, 1);
    float[] placed = new float[2];
    for (int step = 0; step < 50; step++) {
      box.place(placed, 0);
      box.descend(new float[] {1, -1});
    }
    box.place(placed, 0);

    assertThat(placed[0]).isBetween(0f, 1e-6f);
    assertThat(placed[1]).isBetween(1 - 1e-6f, 1f);
    assertThat(box.squaredLength()).isCloseTo(0.5, within(1e-5));
    assertThat(box.largest()).isCloseTo(0.5f, within(1e-5f));
  }
}
