package io.reflux.robustness.attack.minimal.carliniwagner;

import java.util.Arrays;

/**
 * Adam (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2014, algorithm 1) on one row,
 * in float32.
 */
final class Adam {

  private static final float DECAY = 0.9f;
  private static final float SQUARE_DECAY = 0.999f;
  private static final float TINY = 1e-8f;

  private final float rate;
  private final float[] mean;
  private final float[] square;
  private double decayed = 1;
  private double squareDecayed = 1;

  Adam(int variables, double rate) {
    this.rate = (float) rate;
    this.mean = new float[variables];
    this.square = new float[variables];
  }

  /** Forgets all steps. */
  void restart() {
    Arrays.fill(mean, 0);
    Arrays.fill(square, 0);
    decayed = 1;
    squareDecayed = 1;
  }

  /** One step down the gradient. */
  void descend(float[] variables, float[] gradient) {
    decayed *= DECAY;
    squareDecayed *= SQUARE_DECAY;
    float unbias = (float) (1 / (1 - decayed));
    float squareUnbias = (float) (1 / (1 - squareDecayed));
    for (int i = 0; i < variables.length; i++) {
      float first = DECAY * mean[i] + (1 - DECAY) * gradient[i];
      float second = SQUARE_DECAY * square[i] + (1 - SQUARE_DECAY) * gradient[i] * gradient[i];
      mean[i] = first;
      square[i] = second;
      variables[i] -= rate * (first * unbias) / ((float) Math.sqrt(second * squareUnbias) + TINY);
    }
  }
}
