package io.reflux.robustness.network;

/**
 * An indexed collection of images, read one at a time as pixels in [0, 1]. Training and labelling
 * read a data set through this interface, so that it may hold its pixels in any form.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public interface Images {

  /** The number of images; at least 0. */
  int size();

  /** The shape of every image. */
  ImageShape shape();

  /** The number of features of an image. */
  default int features() {
    return shape().features();
  }

  /**
   * Writes one image, in the flat order of {@link ImageShape}.
   *
   * @param index the image, in [0, size)
   * @param target where to write its {@link #features()} pixels
   * @param offset the index in {@code target} of the first pixel
   * @throws IndexOutOfBoundsException if the index or the offset is out of range
   */
  void copy(int index, float[] target, int offset);

  /**
   * The images {@code from} (inclusive) to {@code to} (exclusive) as {@code [to - from, features]}.
   *
   * @throws IndexOutOfBoundsException if the range is not within [0, size]
   */
  default FloatMatrix range(int from, int to) {
    float[] pixels = new float[Math.multiplyExact(to - from, features())];
    for (int i = from; i < to; i++) {
      copy(i, pixels, (i - from) * features());
    }
    return new FloatMatrix(to - from, features(), pixels);
  }

  /** A view of a matrix of pixels {@code [images, features]}, which is not copied. */
  static Images of(ImageShape shape, FloatMatrix pixels) {
    return new MatrixImages(shape, pixels);
  }
}
