package io.reflux.robustness.attack.minimal.carliniwagner;

/**
 * One row's image {@code x = (tanh(w) + 1) / 2} and the descent in w, which cannot leave the box.
 *
 * <p>At 0 and 1 a pixel would stand still for ever, so images are shrunk about grey on their way
 * into w. The loops are apart from each other, each with few operations, because the compiler turns
 * such loops into vector instructions and longer ones not.
 */
final class TanhBox {

  /** Beyond it tanh rounds to 1 in float32. */
  private static final float MOST = 9;

  private static final float STANDING_STILL = 1e-4f;

  private final float[] original;
  private final float shrink;
  private final Adam adam;
  private final float[] w;
  private final double[] tanh;
  private final float[] slope;
  private final float[] change;

  /**
   * A box with w at the original.
   *
   * @param original pixels in [0, 1]; shared, not copied
   * @param shrink what is left of an image's distance to grey, below 1
   * @param rate Adam's
   */
  TanhBox(float[] original, double shrink, double rate) {
    this.original = original;
    this.shrink = (float) shrink;
    adam = new Adam(original.length, rate);
    w = new float[original.length];
    tanh = new double[original.length];
    slope = new float[original.length];
    change = new float[original.length];
    startAt(original);
  }

  /** Puts w at an image and forgets all steps. */
  void startAt(float[] image) {
    adam.restart();
    for (int i = 0; i < w.length; i++) {
      double y = (2 * image[i] - 1) * shrink;
      w[i] = (float) (StrictMath.log((1 + y) / (1 - y)) / 2);
    }
  }

  /** Forgets the steps and stays where it is. */
  void restart() {
    adam.restart();
  }

  /** Writes the image and notes the change. */
  void place(float[] images, int at) {
    Tanh.of(w, tanh);
    for (int i = 0; i < w.length; i++) {
      images[at + i] = (float) (0.5 * tanh[i] + 0.5);
    }
    for (int i = 0; i < w.length; i++) {
      slope[i] = (float) (0.5 - 0.5 * tanh[i] * tanh[i]);
    }
    for (int i = 0; i < w.length; i++) {
      change[i] = images[at + i] - original[i];
    }
  }

  /** The image placed last minus the original; not to be written to. */
  float[] change() {
    return change;
  }

  /** The square of the L2 length of the change. */
  double squaredLength() {
    double sum = 0;
    for (float each : change) {
      sum += (double) each * each;
    }
    return sum;
  }

  /** The Linf length of the change. */
  float largest() {
    float largest = 0;
    for (float each : change) {
      largest = Math.max(largest, Math.abs(each));
    }
    return largest;
  }

  /**
   * Whether no pixel has moved to speak of. In the corners of the box that lasts for hundreds of
   * steps, and says nothing about whether a descent is getting anywhere.
   */
  boolean standingStill() {
    return largest() < STANDING_STILL;
  }

  /**
   * One step down a gradient.
   *
   * @param gradient with respect to the pixels; written over
   */
  void descend(float[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= slope[i];
    }
    adam.descend(w, gradient);
    for (int i = 0; i < w.length; i++) {
      w[i] = Math.min(MOST, Math.max(-MOST, w[i]));
    }
  }
}
