package io.reflux.robustness.attack.blackbox.random;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random search over sets of k features that are set to 0 or 1 (Croce et al., "Sparse-RS: a
 * Versatile Framework for Query-Efficient Sparse Black-Box Adversarial Attacks", 2022, L0). Every
 * image after the first takes the best set so far, sets a share of it back to the original and as
 * many features from outside to random ends of the range.
 *
 * <p>The authors count pixels, all channels at once; here a feature is one channel of a pixel, as
 * in every L0 distance of this code. A feature at one end is always set to the other. Where too few
 * are outside to replace those that leave, the others stay and change ends.
 */
final class FeatureSwaps implements Sampler {

  private final float[] original;
  private final SplittableRandom random;
  private final double share;
  private final int queries;
  private final float[] best;
  private final int[] features;
  private final int size;
  private int drawn = -1;
  private int swapped;

  /**
   * A sampler.
   *
   * @param original the image
   * @param random the row's own numbers
   * @param size how many features to change, at most all
   * @param share of the set exchanged at first
   * @param queries how many images may be asked about, which stretches the schedule
   */
  FeatureSwaps(float[] original, SplittableRandom random, int size, double share, int queries) {
    this.original = original;
    this.random = random;
    this.size = size;
    this.share = share;
    this.queries = queries;
    this.best = original.clone();
    this.features = new int[original.length];
    Arrays.setAll(features, i -> i);
  }

  @Override
  public void draw(float[] images, int at) {
    System.arraycopy(best, 0, images, at, best.length);
    if (drawn < 0) {
      Corners.drawToFront(features, 0, features.length, size, random);
      for (int i = 0; i < size; i++) {
        change(features[i], images, at);
      }
    } else {
      exchange(images, at);
    }
    drawn++;
  }

  @Override
  public void accept(float[] images, int at) {
    System.arraycopy(images, at, best, 0, best.length);
    for (int i = 0; i < swapped; i++) {
      int left = features[i];
      features[i] = features[size + i];
      features[size + i] = left;
    }
  }

  private void exchange(float[] images, int at) {
    int leaving = Math.max(1, (int) (Schedule.SETS.share(share, drawn + 1, queries) * size));
    swapped = Math.min(leaving, features.length - size);
    Corners.drawToFront(features, 0, size, leaving, random);
    Corners.drawToFront(features, size, features.length, swapped, random);
    for (int i = 0; i < swapped; i++) {
      images[at + features[i]] = original[features[i]];
      change(features[size + i], images, at);
    }
    for (int i = swapped; i < leaving; i++) {
      images[at + features[i]] = 1 - best[features[i]];
    }
  }

  private void change(int feature, float[] images, int at) {
    images[at + feature] = Corners.other(original[feature], random);
  }
}
