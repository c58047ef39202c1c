package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.ParameterLayout.Block;
import java.util.List;

/**
 * The gradient of a convolution's input as a convolution of its own: the output's gradient, padded
 * with zeros on all sides, under the kernel turned around and with its channels swapped. The same
 * sums as oneDNN's backward pass, in another order, and faster on wide maps of many channels.
 */
final class FullConvolution implements AutoCloseable {

  private static final int FEWEST_CHANNELS = 64;
  private static final int SHORTEST_SIDE = 12;

  private final Block block;
  private final int channels;
  private final Tensor kernel;
  private final NativeOperation operation;

  FullConvolution(Block block, Signal in, Signal out) {
    this.block = block;
    channels = in.shape().channels();
    int side = block.kernel();
    kernel = new Tensor(side, side, block.outputs(), channels);
    operation =
        new NativeOperation(
            "conv2d",
            List.of(out.gradient().array(), kernel.array()),
            List.of(in.gradient().array()),
            ConvolutionStage.arguments(side, side - 1));
  }

  /** Whether it is the faster way for inputs of this shape. */
  static boolean pays(ImageShape input) {
    return input.channels() >= FEWEST_CHANNELS
        && Math.min(input.height(), input.width()) >= SHORTEST_SIDE;
  }

  /** Turns this layer's part of the flat vector around. */
  void load(float[] parameters) {
    float[] turned = new float[block.weights()];
    int places = block.kernel() * block.kernel();
    for (int place = 0; place < places; place++) {
      for (int channel = 0; channel < channels; channel++) {
        int from = block.offset() + (place * channels + channel) * block.outputs();
        for (int output = 0; output < block.outputs(); output++) {
          int to = ((places - 1 - place) * block.outputs() + output) * channels + channel;
          turned[to] = parameters[from + output];
        }
      }
    }
    kernel.write(0, turned, 0, turned.length);
  }

  void run() {
    operation.run();
  }

  @Override
  public void close() {
    operation.close();
    kernel.close();
  }
}
