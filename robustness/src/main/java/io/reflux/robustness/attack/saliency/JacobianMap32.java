package io.reflux.robustness.attack.saliency;

import io.reflux.robustness.attack.loss.Softmax;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import java.util.List;

/**
 * {@link ProbabilityMap32} computed the long way, as most libraries do: one product per class gives
 * the Jacobian of the softmax, and beta is the float32 sum of its rows in class order. It costs
 * five times as much on ten classes and differs only by where float32 rounds, which moves the
 * success rate on half-saturated models; it is here to measure that.
 */
record JacobianMap32() implements SaliencyMap {

  @Override
  public int products(int classes) {
    return classes;
  }

  @Override
  public void seeds(float[] logits, int target, float[][] seeds) {
    float[] probabilities = Softmax.float32(logits);
    for (int j = 0; j < logits.length; j++) {
      for (int k = 0; k < logits.length; k++) {
        seeds[j][k] = ProbabilityMap32.derivative(probabilities, j, k);
      }
    }
  }

  @Override
  public FeatureChoice choose(InputGradients gradients, int row, int target, SearchDomain domain) {
    List<FloatMatrix> jacobian = gradients.gradients();
    for (int i = 0; i < domain.size(); i++) {
      int feature = domain.feature(i);
      float others = 0;
      for (int j = 0; j < jacobian.size(); j++) {
        others += j == target ? 0 : jacobian.get(j).at(row, feature);
      }
      domain.set(i, jacobian.get(target).at(row, feature), others);
    }
    return domain.best(Precision.FLOAT32);
  }
}
