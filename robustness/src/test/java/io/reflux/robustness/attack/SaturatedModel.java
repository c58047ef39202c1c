package io.reflux.robustness.attack;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.network.FloatMatrix;

/**
 * A linear model of three classes that is sure of class 0 by a chosen logit gap on a black image,
 * and that every feature moves a little, each by another amount, towards class 1.
 */
final class SaturatedModel {

  static final int FEATURES = 60;

  private SaturatedModel() {}

  static DenseClassifier withGap(float gap) {
    float[][] weights = new float[3][FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      weights[0][i] = -3;
      weights[1][i] = 10 + i / 16f;
    }
    return DenseClassifier.linear(weights, gap, 0, 0);
  }

  /** One black image of class 0, to become class 1. */
  static AttackBatch towardsClassOne() {
    return new AttackBatch(
        FloatMatrix.zeros(1, FEATURES), new int[] {7}, new int[] {0}, new int[] {1});
  }
}
