package io.reflux.robustness.training;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Images;
import java.util.SplittableRandom;

/** Noisy 8 x 8 images with one bright row; the class is whether it lies in the upper half. */
final class Stripes {

  static final ImageShape SHAPE = new ImageShape(8, 8, 1);

  private Stripes() {}

  static Images images(int count) {
    float[] pixels = new float[count * 64];
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < pixels.length; i++) {
      boolean bright = (i / 8) % 8 == row(i / 64);
      pixels[i] = (float) (bright ? 1 - 0.3 * random.nextDouble() : 0.3 * random.nextDouble());
    }
    return Images.of(SHAPE, new FloatMatrix(count, 64, pixels));
  }

  static int[] labels(int count) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = row(i) < 4 ? 0 : 1;
    }
    return labels;
  }

  private static int row(int image) {
    return image * 5 % 8;
  }
}
