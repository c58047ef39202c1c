package io.reflux.robustness.training;

import io.reflux.robustness.network.execution.RowLoss;

/**
 * The cross-entropy {@code -sum_k y_k log softmax(Z/T)_k} of each row of a batch, and its
 * derivative {@code (softmax(Z/T) - y) / T}.
 */
final class CrossEntropy implements RowLoss {

  private final Targets targets;
  private final int[] order;
  private final int first;
  private final TemperatureSoftmax softmax;

  /** The loss of the images {@code order[first]}, {@code order[first + 1]}, and so on. */
  CrossEntropy(Targets targets, int[] order, int first, TemperatureSoftmax softmax) {
    this.targets = targets;
    this.order = order;
    this.first = first;
    this.softmax = softmax;
  }

  @Override
  public double apply(int row, float[] logits, float[] derivative) {
    int image = order[first + row];
    double[] logProbabilities = softmax.logProbabilities(logits);
    double loss = 0;
    for (int k = 0; k < logits.length; k++) {
      float target = targets.at(image, k);
      loss -= target == 0 ? 0 : target * logProbabilities[k];
      derivative[k] =
          (float) ((StrictMath.exp(logProbabilities[k]) - target) / softmax.temperature());
    }
    return loss;
  }
}
