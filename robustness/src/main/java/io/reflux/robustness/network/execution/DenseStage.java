package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.ParameterLayout.Block;
import java.util.List;

/**
 * A fully connected layer without its ReLU. Values and input gradients are 1 x 1 convolutions over
 * the chunk's rows, laid out as one column of pixels: unlike the matrix products at hand, whose
 * inner kernels differ with a row's place, these give a row the same bytes at every place.
 */
final class DenseStage implements Stage {

  private final Signal in;
  private final Signal out;
  private final Weights weights;
  private final Tensor ones;
  private final NativeOperation forward;
  private final NativeOperation toInput;
  private final NativeOperation toWeights;

  DenseStage(Block block, Signal in, Signal out) {
    this.in = in;
    this.out = out;
    weights = new Weights(block, 1, 1, block.inputs(), block.outputs());
    ones = new Tensor(in.rows());
    ones.array().assign(1);
    long[] column = {1, in.rows(), 1, block.inputs()};
    long[] outColumn = {1, in.rows(), 1, block.outputs()};
    forward =
        new NativeOperation(
            "conv2d",
            List.of(in.value().as(column), weights.values().array(), weights.bias().array()),
            List.of(out.value().as(outColumn)),
            ConvolutionStage.arguments(1));
    toInput =
        new NativeOperation(
            "deconv2d",
            List.of(out.gradient().as(outColumn), weights.values().array()),
            List.of(in.gradient().as(column)),
            ConvolutionStage.arguments(1));
    toWeights =
        new NativeOperation(
            "matmul",
            List.of(
                in.value().as(in.rows(), block.inputs()),
                out.gradient().as(in.rows(), block.outputs())),
            List.of(weights.gradient().as(block.inputs(), block.outputs())),
            1,
            0,
            0);
  }

  @Override
  public void forward() {
    forward.run();
  }

  @Override
  public void backward() {
    toInput.run();
  }

  @Override
  public void backwardWithParameters(boolean wanted) {
    toWeights.run();
    Blas.columnSums(
        in.rows(),
        weights.block().outputs(),
        out.gradient().pointer(),
        ones.pointer(),
        weights.biasGradient().pointer());
    if (wanted) {
      toInput.run();
    }
  }

  @Override
  public Weights weights() {
    return weights;
  }

  @Override
  public void close() {
    forward.close();
    toInput.close();
    toWeights.close();
    ones.close();
    weights.close();
  }
}
