package io.reflux.robustness.attack.saliency;

import io.reflux.robustness.network.InputGradients;
import java.util.Arrays;

/**
 * The map on logits: alpha is the derivative of the target's logit, beta the sum of the others'.
 * Seeds {@code e_t} and {@code 1 - e_t}; scores in double. It does not underflow, but it is another
 * attack: it weighs the logit of a hopeless class like that of the winner (Carlini and Wagner,
 * "Towards Evaluating the Robustness of Neural Networks", 2017, VIII-A).
 */
record LogitMap() implements SaliencyMap {

  @Override
  public int products(int classes) {
    return 2;
  }

  @Override
  public void seeds(float[] logits, int target, float[][] seeds) {
    Arrays.fill(seeds[0], 0);
    Arrays.fill(seeds[1], 1);
    seeds[0][target] = 1;
    seeds[1][target] = 0;
  }

  @Override
  public FeatureChoice choose(InputGradients gradients, int row, int target, SearchDomain domain) {
    domain.load(gradients.gradients().get(0), gradients.gradients().get(1), row);
    return domain.best(Precision.FLOAT64);
  }
}
