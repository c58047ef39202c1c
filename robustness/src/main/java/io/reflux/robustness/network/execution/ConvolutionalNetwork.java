package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import io.reflux.robustness.network.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * A network with its parameters, ready to classify and to be attacked. Immutable and light: the
 * parameters lie on the heap, everything else belongs to the {@link Compute}. Dropout takes no
 * part.
 *
 * <p>For one build and one type of processor, a row's logits and gradients are the same bytes
 * whatever the batch around it and however many threads there are: a batch runs in chunks of fixed
 * sizes, the last one filled up with zeros, and of sizes that agree in every byte.
 */
public final class ConvolutionalNetwork implements Classifier {

  private final NetworkStructure structure;
  private final Parameters parameters;
  private final float[] values;
  private final Compute compute;

  /**
   * Joins a structure and parameters.
   *
   * @throws IllegalArgumentException if the parameters have another layout
   */
  public ConvolutionalNetwork(NetworkStructure structure, Parameters parameters, Compute compute) {
    if (!structure.layout().equals(parameters.layout())) {
      throw new IllegalArgumentException(
          "the parameters have another layout than " + structure.architecture().name());
    }
    this.structure = structure;
    this.parameters = parameters;
    this.compute = compute;
    values = parameters.toArray();
  }

  /** The layers, the image shape and the number of classes. */
  public NetworkStructure structure() {
    return structure;
  }

  /** The trained numbers. */
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public ImageShape shape() {
    return structure.shape();
  }

  @Override
  public int classes() {
    return structure.classes();
  }

  @Override
  public FloatMatrix logits(FloatMatrix x) {
    Pass pass = new Pass(x, FloatMatrix.zeros(x.rows(), classes()));
    run(x, (program, chunk) -> pass.forward(program, chunk));
    return pass.logits;
  }

  @Override
  public InputGradients inputGradients(FloatMatrix x, LogitSeeds seeds) {
    Pass pass = new Pass(x, FloatMatrix.zeros(x.rows(), classes()));
    List<FloatMatrix> gradients = new ArrayList<>();
    for (int i = 0; i < seeds.count(); i++) {
      gradients.add(FloatMatrix.zeros(x.rows(), x.columns()));
    }
    run(
        x,
        (program, chunk) -> {
          pass.forward(program, chunk);
          pass.backward(program, chunk, seeds, gradients);
        });
    return new InputGradients(pass.logits, gradients);
  }

  private void run(FloatMatrix x, Compute.ChunkWork work) {
    if (x.columns() != shape().features()) {
      throw new IllegalArgumentException(
          "x must have %d columns for %s, had %d"
              .formatted(shape().features(), shape(), x.columns()));
    }
    compute.infer(
        structure,
        x.rows(),
        (program, chunk) -> {
          program.load(parameters, values);
          work.run(program, chunk);
        });
  }

  /** The chunks of one call: which rows they are, and where their results go. */
  private record Pass(FloatMatrix x, FloatMatrix logits) {

    void forward(Program program, Chunk chunk) {
      int first = chunk.first();
      int count = chunk.count();
      for (int i = 0; i < count; i++) {
        program.setRow(i, x.values(), (first + i) * x.columns());
      }
      program.clearRows(count);
      program.forward();
      for (int i = 0; i < count; i++) {
        program.readLogits(i, logits.values(), (first + i) * logits.columns());
      }
    }

    void backward(Program program, Chunk chunk, LogitSeeds seeds, List<FloatMatrix> gradients) {
      int first = chunk.first();
      int count = chunk.count();
      float[][][] filled = new float[count][seeds.count()][logits.columns()];
      for (int i = 0; i < count; i++) {
        seeds.fill(first + i, logits.row(first + i), filled[i]);
      }
      program.clearSeeds(count);
      for (int k = 0; k < seeds.count(); k++) {
        for (int i = 0; i < count; i++) {
          program.seedRow(i, filled[i][k]);
        }
        program.backward();
        for (int i = 0; i < count; i++) {
          program.readGradient(i, gradients.get(k).values(), (first + i) * x.columns());
        }
      }
    }
  }
}
