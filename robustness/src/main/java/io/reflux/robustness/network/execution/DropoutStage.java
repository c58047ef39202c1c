package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.Seeds;
import java.util.SplittableRandom;

/**
 * Inverted dropout in place, in training programs only. The mask of a pass comes from the pass's
 * seed and this stage's index alone.
 */
final class DropoutStage implements Stage {

  private final Signal signal;
  private final int index;
  private final float scale;
  private final long threshold;
  private final float[] mask;
  private final float[] scratch;

  DropoutStage(double rate, int index, Signal signal) {
    this.signal = signal;
    this.index = index;
    scale = (float) (1 / (1 - rate));
    threshold = Math.round(rate * 0x1p32);
    mask = new float[signal.value().length()];
    scratch = new float[signal.value().length()];
  }

  @Override
  public void reseed(long seed) {
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, index));
    for (int i = 0; i < mask.length; i++) {
      mask[i] = Integer.toUnsignedLong(random.nextInt()) < threshold ? 0 : scale;
    }
  }

  @Override
  public void forward() {
    apply(signal.value());
  }

  @Override
  public void backward() {
    apply(signal.gradient());
  }

  private void apply(Tensor tensor) {
    tensor.read(0, scratch, 0, scratch.length);
    for (int i = 0; i < scratch.length; i++) {
      scratch[i] *= mask[i];
    }
    tensor.write(0, scratch, 0, scratch.length);
  }

  @Override
  public void close() {}
}
