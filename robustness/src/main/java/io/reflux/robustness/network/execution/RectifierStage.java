package io.reflux.robustness.network.execution;

/**
 * ReLU in place: values below zero become zero, and gradients at them vanish. The mask works on raw
 * bits, without branches: a rectified value's bits are zero or positive as an integer, so the sign
 * of their negation, spread over the word, keeps or clears the gradient.
 */
final class RectifierStage implements Stage {

  /** Values at a time, few enough to stay in the nearest cache. */
  private static final int PIECE = 2048;

  private final Signal signal;
  private final NativeOperation forward;
  private final int[] values = new int[PIECE];
  private final int[] gradients = new int[PIECE];

  RectifierStage(Signal signal) {
    this.signal = signal;
    forward = NativeOperation.rectifier(signal.value());
  }

  @Override
  public void forward() {
    forward.run();
  }

  @Override
  public void backward() {
    int all = signal.value().length();
    for (int from = 0; from < all; from += PIECE) {
      int length = Math.min(PIECE, all - from);
      signal.value().readBits(from, values, length);
      signal.gradient().readBits(from, gradients, length);
      mask(values, gradients);
      signal.gradient().writeBits(from, gradients, length);
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
