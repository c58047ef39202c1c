package io.reflux.robustness.attack.saliency;

import io.reflux.robustness.attack.loss.Softmax;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;

/**
 * {@link ProbabilityMap32} with the softmax, the seeds, alpha, beta and their product in double.
 *
 * <p>A classifier computes in float32, where a seed of 1e-60 would be lost. Products are linear in
 * the seed, so each double seed is divided by its largest magnitude, rounded to float32, sent
 * through the network, and the float32 product is multiplied by that magnitude in double. What
 * stays in float32 is the network alone, with a relative error near 1e-7. Double has its own ends:
 * {@code 1 - F_y} is zero from a logit gap of 37 on, {@code F_t} from 746.
 */
record ProbabilityMap64() implements SaliencyMap {

  @Override
  public int products(int classes) {
    return 2;
  }

  @Override
  public void seeds(float[] logits, int target, float[][] seeds) {
    double[][] exact = exactSeeds(logits, target);
    for (int s = 0; s < exact.length; s++) {
      double scale = largestMagnitude(exact[s]);
      for (int k = 0; k < logits.length; k++) {
        seeds[s][k] = scale == 0 ? 0 : (float) (exact[s][k] / scale);
      }
    }
  }

  @Override
  public FeatureChoice choose(InputGradients gradients, int row, int target, SearchDomain domain) {
    double[][] exact = exactSeeds(gradients.logits().row(row), target);
    double targetScale = largestMagnitude(exact[0]);
    double othersScale = largestMagnitude(exact[1]);
    FloatMatrix alpha = gradients.gradients().get(0);
    FloatMatrix beta = gradients.gradients().get(1);
    for (int i = 0; i < domain.size(); i++) {
      int feature = domain.feature(i);
      domain.set(i, targetScale * alpha.at(row, feature), othersScale * beta.at(row, feature));
    }
    return domain.best(Precision.FLOAT64);
  }

  private static double[][] exactSeeds(float[] logits, int target) {
    double[] probabilities = Softmax.float64(logits, 1);
    double[][] seeds = new double[2][logits.length];
    for (int k = 0; k < logits.length; k++) {
      for (int j = 0; j < logits.length; j++) {
        double derivative = ((j == k ? 1.0 : 0.0) - probabilities[j]) * probabilities[k];
        seeds[j == target ? 0 : 1][k] += derivative;
      }
    }
    return seeds;
  }

  private static double largestMagnitude(double[] seed) {
    double largest = 0;
    for (double value : seed) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
