package io.reflux.robustness.attack.blackbox.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.network.ImageShape;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

  @ParameterizedTest
  @CsvSource({
    "28, 28, 0.8, 25, 25",
    "28, 28, 0.4, 18, 18",
    "28, 28, 0.0015625, 1, 1",
    "32, 32, 0.8, 29, 29",
    "32, 32, 0.1, 10, 10",
    "28, 28, 1, 28, 28",
    "1, 40, 0.8, 1, 32",
    "40, 1, 0.8, 32, 1",
    "2, 40, 0.5, 2, 20",
    "1, 40, 0.001, 1, 1",
    "1, 1, 0.3, 1, 1"
  })
  void a_window_is_a_square_unless_the_image_is_too_narrow(
      int imageHeight, int imageWidth, double share, int height, int width) {
    assertThat(Window.covering(new ImageShape(imageHeight, imageWidth, 3), share))
        .isEqualTo(new Window(0, 0, height, width));
  }

  @ParameterizedTest
  @CsvSource({"28, 28, 18, 19", "28, 28, 25, 25", "28, 28, 1, 3", "28, 28, 28, 28", "2, 2, 1, 2"})
  void odd_sides_are_at_least_3_as_far_as_the_image_allows(
      int imageHeight, int imageWidth, int side, int odd) {
    assertThat(new Window(0, 0, side, side).odd(new ImageShape(imageHeight, imageWidth, 1)))
        .isEqualTo(new Window(0, 0, odd, odd));
  }

  @Test
  void a_window_reaches_every_place_and_stays_inside() {
    ImageShape shape = new ImageShape(3, 4, 1);
    SplittableRandom random = new SplittableRandom(1);

    assertThat(
            IntStream.range(0, 200)
                .mapToObj(i -> new Window(0, 0, 2, 3).anywhere(shape, random))
                .distinct())
        .containsExactlyInAnyOrder(
            new Window(0, 0, 2, 3),
            new Window(0, 1, 2, 3),
            new Window(1, 0, 2, 3),
            new Window(1, 1, 2, 3));
  }

  @Test
  void pixels_are_found_in_the_flat_order_of_images() {
    ImageShape shape = new ImageShape(4, 5, 3);
    Window window = new Window(1, 2, 2, 2);

    assertThat(IntStream.range(0, window.area()).map(i -> window.feature(shape, i, 1)))
        .containsExactly(22, 25, 37, 40);
  }
}
