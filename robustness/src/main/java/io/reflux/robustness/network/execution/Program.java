package io.reflux.robustness.network.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network laid out off-heap for chunks of a fixed number of rows: the stages in order, with every
 * buffer and every native operation bound once.
 *
 * <p>A chunk runs in four moves: {@link #setRow} for each image, {@link #forward}, {@link #seedRow}
 * with the derivative of a loss with respect to each row of logits, and one of the backward passes.
 * A chunk with fewer images than rows is filled up with zeros, so that the native code always sees
 * the same shapes and a row's bytes do not depend on how many others there are. A program belongs
 * to one thread at a time.
 */
final class Program implements AutoCloseable {

  private final List<Stage> stages;
  private final List<Signal> signals;
  private final Signal input;
  private final Signal output;
  private final float[] zeros;
  private @Nullable Object loaded;

  Program(List<Stage> stages, List<Signal> signals) {
    this.stages = List.copyOf(stages);
    this.signals = List.copyOf(signals);
    input = this.signals.get(0);
    output = this.signals.get(signals.size() - 1);
    zeros = new float[Math.max(features(), classes())];
  }

  int rows() {
    return input.rows();
  }

  int features() {
    return input.shape().features();
  }

  int classes() {
    return output.shape().features();
  }

  /**
   * Copies parameters in, unless the last ones came under the same identity.
   *
   * @param identity an object that stands for these values; compared by reference
   */
  void load(Object identity, float[] parameters) {
    if (loaded == identity) {
      return;
    }
    loaded = identity;
    for (Stage stage : stages) {
      stage.load(parameters);
    }
  }

  /** Copies one image in. */
  void setRow(int row, float[] pixels, int offset) {
    input.value().write(row * features(), pixels, offset, features());
  }

  /** Fills the rows from {@code from} on with zeros. */
  void clearRows(int from) {
    for (int row = from; row < rows(); row++) {
      input.value().write(row * features(), zeros, 0, features());
    }
  }

  void forward() {
    for (Stage stage : stages) {
      stage.forward();
    }
  }

  /** A forward pass with dropout, which draws from {@code seed}. */
  void forward(long seed) {
    for (Stage stage : stages) {
      stage.reseed(seed);
    }
    forward();
  }

  void readLogits(int row, float[] target, int offset) {
    output.value().read(row * classes(), target, offset, classes());
  }

  void seedRow(int row, float[] seed) {
    output.gradient().write(row * classes(), seed, 0, classes());
  }

  /** Fills the seeds from row {@code from} on with zeros. */
  void clearSeeds(int from) {
    for (int row = from; row < rows(); row++) {
      seedRow(row, zeros);
    }
  }

  /** Propagates the seeds to the pixels; may be called again with other seeds. */
  void backward() {
    for (int i = stages.size() - 1; i >= 0; i--) {
      stages.get(i).backward();
    }
  }

  void readGradient(int row, float[] target, int offset) {
    input.gradient().read(row * features(), target, offset, features());
  }

  /** Propagates the seeds to the parameters and writes their flat gradient. */
  void backwardToParameters(float[] gradient) {
    for (int i = stages.size() - 1; i >= 0; i--) {
      stages.get(i).backwardWithParameters(i > 0);
      Weights weights = stages.get(i).weights();
      if (weights != null) {
        weights.readGradient(gradient);
      }
    }
  }

  @Override
  public void close() {
    stages.forEach(Stage::close);
    signals.forEach(Signal::close);
  }
}
