package io.reflux.robustness.data.format;

import io.reflux.robustness.network.ImageShape;

/** Images and their labels as a file has them. The arrays are handed over, not copied. */
public final class LabelledPixels {

  private final ImageShape shape;
  private final byte[] pixels;
  private final byte[] labels;

  /**
   * Wraps the arrays.
   *
   * @param shape the shape of each image
   * @param pixels unsigned bytes, one image after the other in NHWC order, {@code [size *
   *     features]}
   * @param labels unsigned bytes, {@code [size]}
   * @throws IllegalArgumentException if there is not one image per label
   */
  public LabelledPixels(ImageShape shape, byte[] pixels, byte[] labels) {
    long expected = (long) labels.length * shape.features();
    if (pixels.length != expected) {
      throw new IllegalArgumentException(
          "pixels must have %d bytes for %d labels of %s, had %d"
              .formatted(expected, labels.length, shape, pixels.length));
    }
    this.shape = shape;
    this.pixels = pixels;
    this.labels = labels;
  }

  /** The shape of each image. */
  public ImageShape shape() {
    return shape;
  }

  /** The shared unsigned pixels, {@code [size * features]}, NHWC. */
  public byte[] pixels() {
    return pixels;
  }

  /** The shared unsigned labels, {@code [size]}. */
  public byte[] labels() {
    return labels;
  }

  /** The number of images. */
  public int size() {
    return labels.length;
  }
}
