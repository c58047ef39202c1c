package io.reflux.robustness.training;

/** All of an image's target on one class. */
final class HardTargets implements Targets {

  private final int[] labels;
  private final int classes;

  HardTargets(int[] labels, int classes) {
    this.labels = labels.clone();
    this.classes = classes;
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
  public int classes() {
    return classes;
  }

  @Override
  public float at(int image, int classIndex) {
    return labels[image] == classIndex ? 1 : 0;
  }
}
