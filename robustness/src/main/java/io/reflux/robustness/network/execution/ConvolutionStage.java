package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.ParameterLayout.Block;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution without its ReLU, by ND4J's oneDNN operations in NHWC: {@code conv2d} forward,
 * {@code deconv2d} with the same weights or a {@link FullConvolution} for the input's gradient,
 * {@code conv2d_bp} in training, which yields the gradients of weights, bias and input together.
 */
final class ConvolutionStage implements Stage {

  private final Weights weights;
  private final NativeOperation forward;
  private final NativeOperation toInput;
  private final @Nullable FullConvolution fullToInput;
  private final NativeOperation toAll;

  ConvolutionStage(Block block, Signal in, Signal out) {
    int kernel = block.kernel();
    weights = new Weights(block, kernel, kernel, in.shape().channels(), block.outputs());
    long[] arguments = arguments(kernel);
    forward = forward(weights, in, out);
    toInput =
        new NativeOperation(
            "deconv2d",
            List.of(out.gradient().array(), weights.values().array()),
            List.of(in.gradient().array()),
            arguments);
    fullToInput = FullConvolution.pays(in.shape()) ? new FullConvolution(block, in, out) : null;
    toAll =
        new NativeOperation(
            "conv2d_bp",
            List.of(
                in.value().array(),
                weights.values().array(),
                weights.bias().array(),
                out.gradient().array()),
            List.of(
                in.gradient().array(), weights.gradient().array(), weights.biasGradient().array()),
            arguments);
  }

  static NativeOperation forward(Weights weights, Signal in, Signal out) {
    return new NativeOperation(
        "conv2d",
        List.of(in.value().array(), weights.values().array(), weights.bias().array()),
        List.of(out.value().array()),
        arguments(weights.block().kernel()));
  }

  /** Kernel, stride 1, padding 0, dilation 1, valid, NHWC, weights as [kH, kW, in, out]. */
  static long[] arguments(int kernel) {
    return arguments(kernel, 0);
  }

  /** The same with padding on every side. */
  static long[] arguments(int kernel, int padding) {
    return new long[] {kernel, kernel, 1, 1, padding, padding, 1, 1, 0, 1, 0};
  }

  @Override
  public void load(float[] parameters) {
    weights.load(parameters);
    if (fullToInput != null) {
      fullToInput.load(parameters);
    }
  }

  @Override
  public void forward() {
    forward.run();
  }

  @Override
  public void backward() {
    if (fullToInput == null) {
      toInput.run();
    } else {
      fullToInput.run();
    }
  }

  @Override
  public void backwardWithParameters(boolean wanted) {
    toAll.run();
  }

  @Override
  public Weights weights() {
    return weights;
  }

  @Override
  public void close() {
    forward.close();
    toInput.close();
    if (fullToInput != null) {
      fullToInput.close();
    }
    toAll.close();
    weights.close();
  }
}
