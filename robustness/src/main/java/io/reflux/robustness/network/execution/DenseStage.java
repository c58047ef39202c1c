package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.ParameterLayout.Block;

/** A fully connected layer without its ReLU, by BLAS. */
final class DenseStage implements Stage {

  private final Signal in;
  private final Signal out;
  private final Weights weights;
  private final Tensor ones;
  private final float[] row;
  private final float[] bias;

  DenseStage(Block block, Signal in, Signal out) {
    this.in = in;
    this.out = out;
    weights = new Weights(block, block.inputs(), block.outputs());
    ones = new Tensor(in.rows());
    ones.array().assign(1);
    row = new float[block.outputs()];
    bias = new float[block.outputs()];
  }

  @Override
  public void forward() {
    Blas.product(
        new Blas.Extents(in.rows(), weights.block().outputs(), weights.block().inputs()),
        in.value().pointer(),
        weights.values().pointer(),
        out.value().pointer());
    weights.bias().read(0, bias, 0, bias.length);
    for (int i = 0; i < in.rows(); i++) {
      out.value().read(i * row.length, row, 0, row.length);
      for (int k = 0; k < row.length; k++) {
        row[k] += bias[k];
      }
      out.value().write(i * row.length, row, 0, row.length);
    }
  }

  @Override
  public void backward() {
    Blas.productTransposed(
        new Blas.Extents(in.rows(), weights.block().inputs(), weights.block().outputs()),
        out.gradient().pointer(),
        weights.values().pointer(),
        in.gradient().pointer());
  }

  @Override
  public void backwardWithParameters(boolean toInput) {
    Blas.transposedProduct(
        new Blas.Extents(weights.block().inputs(), weights.block().outputs(), in.rows()),
        in.value().pointer(),
        out.gradient().pointer(),
        weights.gradient().pointer());
    Blas.columnSums(
        in.rows(),
        weights.block().outputs(),
        out.gradient().pointer(),
        ones.pointer(),
        weights.biasGradient().pointer());
    if (toInput) {
      backward();
    }
  }

  @Override
  public Weights weights() {
    return weights;
  }

  @Override
  public void close() {
    ones.close();
    weights.close();
  }
}
