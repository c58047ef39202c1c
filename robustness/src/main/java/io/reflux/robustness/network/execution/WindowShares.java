package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.ParameterLayout.Block;
import java.util.Arrays;
import java.util.List;

/**
 * The gradient of a thin convolution's input by way of windows: a 1 x 1 convolution over the
 * output's gradient gives what each window passes to each of its pixels, and these shares are added
 * up per pixel. The shares are padded with zeros to whole vectors, which is why it pays for windows
 * that nearly fill them, as an RGB image's do.
 */
final class WindowShares implements AutoCloseable {

  private static final int VECTOR = 16;

  private final Block block;
  private final Signal in;
  private final ImageShape windows;
  private final Tensor kernel;
  private final Tensor shares;
  private final NativeOperation operation;
  private final float[] unfolded;
  private final float[] image;

  WindowShares(Block block, Signal in, Signal out) {
    this.block = block;
    this.in = in;
    int padded = (block.inputs() + VECTOR - 1) / VECTOR * VECTOR;
    windows = new ImageShape(out.shape().height(), out.shape().width(), padded);
    kernel = new Tensor(1, 1, block.outputs(), padded);
    shares = Tensor.maps(in.rows(), windows);
    operation =
        new NativeOperation(
            "conv2d",
            List.of(out.gradient().array(), kernel.array()),
            List.of(shares.array()),
            ConvolutionStage.arguments(1));
    unfolded = new float[windows.features()];
    image = new float[in.shape().features()];
  }

  /** Whether it is the faster way for windows of this size. */
  static boolean pays(Block block) {
    return block.inputs() > VECTOR;
  }

  /** Transposes this layer's part of the flat vector. */
  void load(float[] parameters) {
    float[] transposed = new float[kernel.length()];
    for (int input = 0; input < block.inputs(); input++) {
      for (int output = 0; output < block.outputs(); output++) {
        transposed[output * windows.channels() + input] =
            parameters[block.offset() + input * block.outputs() + output];
      }
    }
    kernel.write(0, transposed, 0, transposed.length);
  }

  /** Writes the input's gradient from the output's. */
  void run() {
    operation.run();
    for (int row = 0; row < in.rows(); row++) {
      shares.read(row * unfolded.length, unfolded, 0, unfolded.length);
      fold();
      in.gradient().write(row * image.length, image, 0, image.length);
    }
  }

  /** Adds the shares of all windows; a window's row of pixels is contiguous, as in the image. */
  private void fold() {
    Arrays.fill(image, 0);
    int channels = in.shape().channels();
    int stretch = block.kernel() * channels;
    for (int y = 0; y < windows.height(); y++) {
      for (int x = 0; x < windows.width(); x++) {
        int from = (y * windows.width() + x) * windows.channels();
        for (int line = 0; line < block.kernel(); line++) {
          int to = ((y + line) * in.shape().width() + x) * channels;
          add(from + line * stretch, to, stretch);
        }
      }
    }
  }

  private void add(int from, int to, int length) {
    for (int i = 0; i < length; i++) {
      image[to + i] += unfolded[from + i];
    }
  }

  @Override
  public void close() {
    operation.close();
    kernel.close();
    shares.close();
  }
}
