package io.reflux.robustness.attack.blackbox.random;

import io.reflux.robustness.network.ImageShape;
import java.util.SplittableRandom;

/**
 * A rectangle of pixels of an image.
 *
 * @param top its first row of pixels
 * @param left its first column
 * @param height rows
 * @param width columns
 */
record Window(int top, int left, int height, int width) {

  private static final int LEAST_ODD = 3;

  /**
   * The square whose side is nearest to the root of a share of the image, at least one pixel; where
   * the image is too narrow for it, the rectangle of that area as wide as the image. In the corner.
   */
  static Window covering(ImageShape shape, double share) {
    double area = share * shape.height() * shape.width();
    int side = atLeastOne(Math.sqrt(area));
    int narrow = Math.min(shape.height(), shape.width());
    if (side <= narrow) {
      return new Window(0, 0, side, side);
    }
    int length = Math.min(Math.max(shape.height(), shape.width()), atLeastOne(area / narrow));
    return shape.height() == narrow
        ? new Window(0, 0, narrow, length)
        : new Window(0, 0, length, narrow);
  }

  /** The next larger one with odd sides of at least 3, as far as the image allows. */
  Window odd(ImageShape shape) {
    return new Window(
        top, left, Math.min(shape.height(), odd(height)), Math.min(shape.width(), odd(width)));
  }

  /** One of that size somewhere in the image. */
  Window anywhere(ImageShape shape, SplittableRandom random) {
    return new Window(
        random.nextInt(shape.height() - height + 1),
        random.nextInt(shape.width() - width + 1),
        height,
        width);
  }

  /** The number of pixels. */
  int area() {
    return height * width;
  }

  /** The flat index of a channel of the i-th pixel, counted along the rows of the window. */
  int feature(ImageShape shape, int i, int channel) {
    int y = top + i / width;
    int x = left + i % width;
    return (y * shape.width() + x) * shape.channels() + channel;
  }

  private static int odd(int side) {
    return Math.max(LEAST_ODD, side | 1);
  }

  private static int atLeastOne(double length) {
    return (int) Math.max(1, Math.rint(length));
  }
}
