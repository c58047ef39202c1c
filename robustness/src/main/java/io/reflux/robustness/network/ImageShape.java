package io.reflux.robustness.network;

/**
 * The shape of one image. Its features are flat in NHWC order: the feature index of a pixel's
 * channel is {@code (y * width + x) * channels + channel}.
 *
 * @param height pixels, at least 1
 * @param width pixels, at least 1
 * @param channels 1 for grey, 3 for RGB; at least 1
 */
public record ImageShape(int height, int width, int channels) {

  /** Checks that every extent is positive. */
  public ImageShape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "height, width and channels must be >= 1, were "
              + height
              + ", "
              + width
              + " and "
              + channels);
    }
  }

  /** The number of features: height x width x channels. */
  public int features() {
    return Math.multiplyExact(Math.multiplyExact(height, width), channels);
  }
}
