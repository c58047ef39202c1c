package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.ImageShape;
import java.util.Arrays;

/**
 * The windows of one image under a square kernel, unrolled to {@code [kernel * kernel * channels,
 * output height * output width]}: one row per kernel weight, so that unrolling and folding move
 * whole rows of pixels.
 */
final class Windows {

  private final ImageShape shape;
  private final int kernel;
  private final int height;
  private final int width;
  private final float[] planes;
  private final float[] unrolled;

  Windows(ImageShape shape, int kernel) {
    this.shape = shape;
    this.kernel = kernel;
    height = shape.height() - kernel + 1;
    width = shape.width() - kernel + 1;
    planes = new float[shape.features()];
    unrolled = new float[kernel * kernel * shape.channels() * height * width];
  }

  /** Writes the windows of an NHWC image. */
  void unroll(float[] image, Tensor target) {
    separate(image);
    for (int index = 0; index < kernel * kernel * shape.channels(); index++) {
      int corner = corner(index);
      for (int y = 0; y < height; y++) {
        int to = (index * height + y) * width;
        System.arraycopy(planes, corner + y * shape.width(), unrolled, to, width);
      }
    }
    target.write(0, unrolled, 0, unrolled.length);
  }

  /** The transpose of {@link #unroll}: writes the sum over all windows that hold each pixel. */
  void fold(Tensor source, float[] image) {
    source.read(0, unrolled, 0, unrolled.length);
    Arrays.fill(planes, 0);
    for (int index = 0; index < kernel * kernel * shape.channels(); index++) {
      int corner = corner(index);
      for (int y = 0; y < height; y++) {
        add((index * height + y) * width, corner + y * shape.width());
      }
    }
    interleave(image);
  }

  private void add(int from, int to) {
    for (int x = 0; x < width; x++) {
      planes[to + x] += unrolled[from + x];
    }
  }

  /** The pixel in {@link #planes} under kernel weight {@code index} of the first window. */
  private int corner(int index) {
    int channel = index % shape.channels();
    int kernelX = index / shape.channels() % kernel;
    int kernelY = index / shape.channels() / kernel;
    return (channel * shape.height() + kernelY) * shape.width() + kernelX;
  }

  private void separate(float[] image) {
    int channels = shape.channels();
    int pixels = shape.height() * shape.width();
    for (int channel = 0; channel < channels; channel++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        planes[channel * pixels + pixel] = image[pixel * channels + channel];
      }
    }
  }

  private void interleave(float[] image) {
    int channels = shape.channels();
    int pixels = shape.height() * shape.width();
    for (int channel = 0; channel < channels; channel++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        image[pixel * channels + channel] = planes[channel * pixels + pixel];
      }
    }
  }
}
