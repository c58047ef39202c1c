package io.reflux.robustness.attack.blackbox.random;

import io.reflux.robustness.network.ImageShape;
import java.util.SplittableRandom;

/**
 * Draws the images of one row that a {@link RandomSearch} asks about. It may build on the best
 * image drawn so far, of which it is told; what it draws is within [0, 1] and the budget.
 */
interface Sampler {

  /**
   * Draws the next image.
   *
   * @param images where to write it
   * @param at the index of its first feature there
   */
  void draw(float[] images, int at);

  /** Learns that the image drawn last, still in its place, is better than all drawn before. */
  default void accept(float[] images, int at) {}

  /** Starts a sampler for each row. */
  @FunctionalInterface
  interface Start {

    /**
     * A sampler for one row.
     *
     * @param original {@code [features]} in [0, 1]; not written to
     * @param random the row's own numbers
     */
    Sampler of(ImageShape shape, float[] original, SplittableRandom random);
  }
}
