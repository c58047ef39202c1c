package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.Seeds;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean loss of a batch and its gradient with respect to the parameters, dropout included: the
 * inner step of training. Chunks are computed in parallel and summed in their order, so the result
 * does not depend on the number of threads.
 *
 * <p>An instance keeps one gradient per chunk on the heap between calls, and serves one caller.
 */
public final class LossGradient {

  private final NetworkStructure structure;
  private final Compute compute;
  private final int size;
  private final List<float[]> partial = new ArrayList<>();

  /** Prepares for a network. */
  public LossGradient(NetworkStructure structure, Compute compute) {
    this.structure = structure;
    this.compute = compute;
    size = structure.layout().size();
  }

  /**
   * A batch to learn from.
   *
   * @param x pixels {@code [rows, features]}, at least one row
   * @param loss the loss of each row
   * @param dropoutSeed names the dropout masks; chunk {@code c} draws from the seed derived from it
   *     and {@code c}
   */
  public record Batch(FloatMatrix x, RowLoss loss, long dropoutSeed) {}

  /**
   * Computes the loss and its gradient.
   *
   * @param parameters the flat vector, read only
   * @param batch the samples
   * @param gradient where to write the gradient of the mean loss, as long as the parameters
   * @return the mean loss over the rows, in nats; not finite when training has diverged
   * @throws IllegalArgumentException if an array or the batch has another size than the network's
   */
  public double compute(float[] parameters, Batch batch, float[] gradient) {
    check(parameters, batch, gradient);
    int rows = batch.x().rows();
    List<Chunk> chunks = Chunk.large(rows);
    while (partial.size() < chunks.size()) {
      partial.add(new float[size]);
    }
    double[] losses = new double[chunks.size()];
    Object identity = new Object();
    compute.train(
        structure,
        chunks,
        (program, chunk) -> {
          program.load(identity, parameters);
          losses[number(chunk)] = runChunk(program, chunk, batch);
        });
    return sum(losses, gradient) / rows;
  }

  private void check(float[] parameters, Batch batch, float[] gradient) {
    if (parameters.length != size || gradient.length != size) {
      throw new IllegalArgumentException(
          "parameters and gradient must have %d entries, had %d and %d"
              .formatted(size, parameters.length, gradient.length));
    }
    if (batch.x().rows() < 1 || batch.x().columns() != structure.shape().features()) {
      throw new IllegalArgumentException(
          "x must be [at least 1, %d], was [%d, %d]"
              .formatted(structure.shape().features(), batch.x().rows(), batch.x().columns()));
    }
  }

  private static int number(Chunk chunk) {
    return chunk.first() / chunk.size();
  }

  private double runChunk(Program program, Chunk chunk, Batch batch) {
    FloatMatrix x = batch.x();
    int first = chunk.first();
    int count = chunk.count();
    for (int i = 0; i < count; i++) {
      program.setRow(i, x.values(), (first + i) * x.columns());
    }
    program.clearRows(count);
    program.forward(Seeds.derive(batch.dropoutSeed(), number(chunk)));
    double loss = 0;
    float[] logits = new float[program.classes()];
    float[] derivative = new float[program.classes()];
    for (int i = 0; i < count; i++) {
      program.readLogits(i, logits, 0);
      loss += batch.loss().apply(first + i, logits, derivative);
      for (int k = 0; k < derivative.length; k++) {
        derivative[k] /= x.rows();
      }
      program.seedRow(i, derivative);
    }
    program.clearSeeds(count);
    program.backwardToParameters(partial.get(number(chunk)));
    return loss;
  }

  private double sum(double[] losses, float[] gradient) {
    System.arraycopy(partial.get(0), 0, gradient, 0, size);
    double loss = losses[0];
    for (int chunk = 1; chunk < losses.length; chunk++) {
      add(partial.get(chunk), gradient);
      loss += losses[chunk];
    }
    return loss;
  }

  private static void add(float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }
}
