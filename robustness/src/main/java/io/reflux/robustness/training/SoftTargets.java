package io.reflux.robustness.training;

import io.reflux.robustness.network.FloatMatrix;

/** A row of probabilities per image. */
record SoftTargets(FloatMatrix probabilities) implements Targets {

  @Override
  public int size() {
    return probabilities.rows();
  }

  @Override
  public int classes() {
    return probabilities.columns();
  }

  @Override
  public float at(int image, int classIndex) {
    return probabilities.at(image, classIndex);
  }
}
