package io.reflux.robustness.training;

import io.reflux.robustness.network.execution.RowLoss;

/**
 * The cross-entropy {@code -sum_k y_k log softmax(Z/T)_k} of each row of a batch, and its
 * derivative {@code (softmax(Z/T) - y) / T}.
 */
record CrossEntropy(Targets targets, int[] order, int first, TemperatureSoftmax softmax)
    implements RowLoss {

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
