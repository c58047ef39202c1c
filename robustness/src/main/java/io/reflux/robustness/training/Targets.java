package io.reflux.robustness.training;

import io.reflux.robustness.network.FloatMatrix;

/**
 * What a network is to answer for each training image: a distribution over the classes. Hard labels
 * put all of it on one class.
 */
public interface Targets {

  /** The number of images. */
  int size();

  /** The number of classes. */
  int classes();

  /** The share of a class in an image's target, in [0, 1]. */
  float at(int image, int classIndex);

  /**
   * Hard labels.
   *
   * @param labels the class of each image
   * @param classes the number of classes
   * @throws IllegalArgumentException if a label is not in [0, classes)
   */
  static Targets hard(int[] labels, int classes) {
    return new HardTargets(labels, classes);
  }

  /**
   * Soft labels.
   *
   * @param probabilities {@code [images, classes]}, each row adding up to 1; not copied
   */
  static Targets soft(FloatMatrix probabilities) {
    return new SoftTargets(probabilities);
  }
}
