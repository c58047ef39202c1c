package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.network.FloatMatrix;
import java.util.Arrays;

/**
 * An image that moves within a ball around its original.
 *
 * @param images where the image is; written to
 * @param row its row there
 * @param originals where its original is
 * @param originalRow the row of the original there
 * @param radius how far from the original it may go, at least 0
 */
record Place(FloatMatrix images, int row, FloatMatrix originals, int originalRow, double radius) {

  /** The number of features. */
  int features() {
    return images.columns();
  }

  /** The index of the image's first feature. */
  int from() {
    return row * images.columns();
  }

  /** The index of the original's first feature. */
  int originalFrom() {
    return originalRow * images.columns();
  }

  /** A copy of the image. */
  float[] image() {
    return images.row(row);
  }

  /** Writes another image over it. */
  void set(float[] image) {
    System.arraycopy(image, 0, images.values(), from(), image.length);
  }

  /** Goes back to the original. */
  void reset() {
    System.arraycopy(originals.values(), originalFrom(), images.values(), from(), features());
  }

  /** Whether the image is that one, to the bit. */
  boolean holds(float[] image) {
    return Arrays.equals(images.values(), from(), from() + image.length, image, 0, image.length);
  }
}
