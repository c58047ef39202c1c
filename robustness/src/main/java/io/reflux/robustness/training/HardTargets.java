package io.reflux.robustness.training;

/** All of an image's target on one class. */
record HardTargets(int[] labels, int classes) implements Targets {

  HardTargets {
    labels = labels.clone();
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes) {
        throw new IllegalArgumentException(
            "label of image %d must be in [0, %d), was %d".formatted(i, classes, labels[i]));
      }
    }
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public float at(int image, int classIndex) {
    return labels[image] == classIndex ? 1 : 0;
  }
}
