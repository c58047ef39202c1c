package io.reflux.robustness.evaluation.quality;

import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import java.util.List;

/** {@code Z = W x + b} on images of one row. */
final class LinearClassifier implements Classifier {

  private final float[][] weights;
  private final float[] bias;

  LinearClassifier(float[][] weights, float... bias) {
    this.weights = weights;
    this.bias = bias;
  }

  @Override
  public ImageShape shape() {
    return new ImageShape(1, weights[0].length, 1);
  }

  @Override
  public int classes() {
    return bias.length;
  }

  @Override
  public FloatMatrix logits(FloatMatrix x) {
    FloatMatrix logits = FloatMatrix.zeros(x.rows(), classes());
    for (int row = 0; row < x.rows(); row++) {
      for (int k = 0; k < classes(); k++) {
        float logit = bias[k];
        for (int i = 0; i < x.columns(); i++) {
          logit += weights[k][i] * x.at(row, i);
        }
        logits.values()[row * classes() + k] = logit;
      }
    }
    return logits;
  }

  @Override
  public InputGradients inputGradients(FloatMatrix x, LogitSeeds seeds) {
    FloatMatrix logits = logits(x);
    FloatMatrix gradients = FloatMatrix.zeros(x.rows(), x.columns());
    for (int row = 0; row < x.rows(); row++) {
      float[][] seed = new float[1][classes()];
      seeds.fill(row, logits.row(row), seed);
      for (int k = 0; k < classes(); k++) {
        for (int i = 0; i < x.columns(); i++) {
          gradients.values()[row * x.columns() + i] += seed[0][k] * weights[k][i];
        }
      }
    }
    return new InputGradients(logits, List.of(gradients));
  }
}
