package io.reflux.robustness.network.execution;

/**
 * ReLU in place: values below zero become zero, and gradients at them vanish. The mask works on raw
 * bits, without branches: a rectified value's bits are zero or positive as an integer, so the sign
 * of their negation, spread over the word, keeps or clears the gradient.
 */
final class RectifierStage implements Stage {

  private final Signal signal;
  private final NativeOperation forward;
  private final int[] values;
  private final int[] gradients;

  RectifierStage(Signal signal) {
    this.signal = signal;
    forward = NativeOperation.rectifier(signal.value());
    values = new int[signal.shape().features()];
    gradients = new int[signal.shape().features()];
  }

  @Override
  public void forward() {
    forward.run();
  }

  @Override
  public void backward() {
    int length = values.length;
    for (int row = 0; row < signal.rows(); row++) {
      signal.value().readBits(row * length, values, length);
      signal.gradient().readBits(row * length, gradients, length);
      mask(values, gradients);
      signal.gradient().writeBits(row * length, gradients, length);
    }
  }

  private static void mask(int[] values, int[] gradients) {
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] &= -values[i] >> 31;
    }
  }

  @Override
  public void close() {
    forward.close();
  }
}
