package io.reflux.robustness.attack.blackbox.boundary;

import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;

/** A model as one sees it who is told the winning class and nothing else. */
final class Decisions {

  /** What is said of an image whose scores are not numbers. */
  static final int NONE = -1;

  private final Classifier classifier;

  Decisions(Classifier classifier) {
    this.classifier = classifier;
  }

  /** The class of each image. */
  int[] of(FloatMatrix images) {
    FloatMatrix logits = classifier.logits(images);
    int[] classes = new int[logits.rows()];
    for (int row = 0; row < classes.length; row++) {
      classes[row] = logits.finite(row) ? logits.argMax(row) : NONE;
    }
    return classes;
  }
}
