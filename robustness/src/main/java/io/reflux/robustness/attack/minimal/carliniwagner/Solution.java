package io.reflux.robustness.attack.minimal.carliniwagner;

import java.util.Arrays;
import java.util.stream.IntStream;

/** An image that meets the goal, and its changed features in the order of how much they matter. */
final class Solution {

  /** A smaller change counts as none (their code: 0.0001). */
  private static final float BARELY = 1e-4f;

  private final float[] image;
  private final int[] ranked;
  private final boolean padded;

  private Solution(float[] image, int[] ranked, boolean padded) {
    this.image = image;
    this.ranked = ranked;
    this.padded = padded;
  }

  /**
   * Ranks the features.
   *
   * @param features which may have changed
   * @param image the solution, all features; not copied
   * @param change of those features
   * @param weight how much a change of each of those features matters, at least 0
   */
  static Solution of(int[] features, float[] image, float[] change, float[] weight) {
    int[] ranked =
        IntStream.range(0, features.length)
            .filter(i -> Math.abs(change[i]) >= BARELY)
            .boxed()
            .sorted((a, b) -> Float.compare(score(change, weight, a), score(change, weight, b)))
            .mapToInt(i -> features[i])
            .toArray();
    return new Solution(image, ranked, ranked.length < features.length);
  }

  private static float score(float[] change, float[] weight, int i) {
    return Math.abs(change[i]) * weight[i];
  }

  /** The image, {@code [features]}; not to be written to. */
  float[] image() {
    return image;
  }

  /** The number of features that have changed. */
  int size() {
    return ranked.length;
  }

  /** Whether there were features that have not. */
  boolean padded() {
    return padded;
  }

  /** The features that have changed, but for those that matter least; ascending. */
  int[] without(int least) {
    int[] rest = Arrays.copyOfRange(ranked, least, ranked.length);
    Arrays.sort(rest);
    return rest;
  }
}
