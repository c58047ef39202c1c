package io.reflux.robustness.attack;

import io.reflux.robustness.attack.search.Pixels;
import io.reflux.robustness.network.FloatMatrix;
import java.util.Arrays;

/**
 * The difference between an adversarial sample and its original, as the features that changed. The
 * adversarial sample is defined by it: original plus deltas in float32, clipped to [0, 1].
 */
public final class SparsePerturbation {

  private final int[] indices;
  private final float[] deltas;

  /**
   * A perturbation.
   *
   * @param indices flat feature indices, at least 0, ascending
   * @param deltas what is added to each, in [-1, 1] and not 0; as many as indices
   * @throws IllegalArgumentException if the arrays break one of these rules
   */
  public SparsePerturbation(int[] indices, float[] deltas) {
    if (indices.length != deltas.length) {
      throw new IllegalArgumentException(
          "indices and deltas must be equally many, were %d and %d"
              .formatted(indices.length, deltas.length));
    }
    this.indices = indices.clone();
    this.deltas = deltas.clone();
    for (int i = 0; i < indices.length; i++) {
      requireEntry(i);
    }
  }

  /** The changes that turn one row of a matrix into the same row of another. */
  static SparsePerturbation between(FloatMatrix originals, FloatMatrix changed, int row) {
    int[] indices = new int[originals.columns()];
    float[] deltas = new float[originals.columns()];
    int count = 0;
    for (int feature = 0; feature < originals.columns(); feature++) {
      float delta = Pixels.clip(changed.at(row, feature)) - originals.at(row, feature);
      if (delta != 0) {
        indices[count] = feature;
        deltas[count++] = delta;
      }
    }
    return new SparsePerturbation(Arrays.copyOf(indices, count), Arrays.copyOf(deltas, count));
  }

  /** The changed features as a copy: flat indices, ascending. */
  public int[] indices() {
    return indices.clone();
  }

  /** What is added to each changed feature, as a copy. */
  public float[] deltas() {
    return deltas.clone();
  }

  /** The number of changed features, which is the L0 distance. */
  public int size() {
    return indices.length;
  }

  /** The Euclidean length. */
  public float l2() {
    double sum = 0;
    for (float delta : deltas) {
      sum += (double) delta * delta;
    }
    return (float) Math.sqrt(sum);
  }

  /** The largest change of one feature. */
  public float linf() {
    float largest = 0;
    for (float delta : deltas) {
      largest = Math.max(largest, Math.abs(delta));
    }
    return largest;
  }

  /**
   * The adversarial sample of an original, as a new array.
   *
   * @param original {@code [features]} in [0, 1]
   * @throws IllegalArgumentException if an index is outside the original
   */
  public float[] addTo(float[] original) {
    int last = indices.length - 1;
    if (last >= 0 && indices[last] >= original.length) {
      throw new IllegalArgumentException(
          "original must have more than %d features, had %d"
              .formatted(indices[last], original.length));
    }
    float[] adversarial = original.clone();
    addInPlace(adversarial, 0);
    return adversarial;
  }

  /** Adds to the image that starts at an offset. */
  void addInPlace(float[] values, int offset) {
    for (int i = 0; i < indices.length; i++) {
      int at = offset + indices[i];
      values[at] = Pixels.clip(values[at] + deltas[i]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SparsePerturbation that
        && Arrays.equals(indices, that.indices)
        && Arrays.equals(deltas, that.deltas);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indices) + Arrays.hashCode(deltas);
  }

  @Override
  public String toString() {
    return "SparsePerturbation[size=%d, l2=%s, linf=%s]".formatted(size(), l2(), linf());
  }

  private void requireEntry(int i) {
    if (indices[i] <= (i == 0 ? -1 : indices[i - 1])) {
      throw new IllegalArgumentException(
          "indices must be >= 0 and ascending, had %d at %d".formatted(indices[i], i));
    }
    if (!(Math.abs(deltas[i]) <= 1) || deltas[i] == 0) {
      throw new IllegalArgumentException(
          "deltas must be in [-1, 1] and not 0, had %s at %d".formatted(deltas[i], i));
    }
  }
}
