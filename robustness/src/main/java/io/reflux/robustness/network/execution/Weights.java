package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.ParameterLayout.Block;

/** A stage's parameters off-heap, with room for their gradient. */
final class Weights implements AutoCloseable {

  private final Block block;
  private final Tensor values;
  private final Tensor bias;
  private final Tensor gradient;
  private final Tensor biasGradient;

  Weights(Block block, long... shape) {
    this.block = block;
    values = new Tensor(shape);
    bias = new Tensor(block.outputs());
    gradient = new Tensor(shape);
    biasGradient = new Tensor(block.outputs());
  }

  Block block() {
    return block;
  }

  Tensor values() {
    return values;
  }

  Tensor bias() {
    return bias;
  }

  Tensor gradient() {
    return gradient;
  }

  Tensor biasGradient() {
    return biasGradient;
  }

  /** Copies this stage's part of the flat vector in. */
  void load(float[] parameters) {
    values.write(0, parameters, block.offset(), block.weights());
    bias.write(0, parameters, block.biasOffset(), block.outputs());
  }

  /** Copies the gradient out to this stage's part of a flat vector. */
  void readGradient(float[] target) {
    gradient.read(0, target, block.offset(), block.weights());
    biasGradient.read(0, target, block.biasOffset(), block.outputs());
  }

  @Override
  public void close() {
    values.close();
    bias.close();
    gradient.close();
    biasGradient.close();
  }
}
