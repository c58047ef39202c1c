package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.ImageShape;

/**
 * What flows between two stages: the values of a chunk of maps, {@code [rows, height, width,
 * channels]}, and the gradient of the loss with respect to them.
 */
record Signal(ImageShape shape, int rows, Tensor value, Tensor gradient) implements AutoCloseable {

  static Signal of(int rows, ImageShape shape) {
    return new Signal(shape, rows, Tensor.maps(rows, shape), Tensor.maps(rows, shape));
  }

  @Override
  public void close() {
    value.close();
    gradient.close();
  }
}
