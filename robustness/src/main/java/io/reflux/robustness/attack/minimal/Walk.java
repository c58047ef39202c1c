package io.reflux.robustness.attack.minimal;

/**
 * One row's way through the space of images. The search asks in turn for an image ({@link #place}),
 * asks the model, which asks for {@link #seeds} meanwhile, and tells the walk what it said ({@link
 * #advance}).
 */
public interface Walk {

  /**
   * Writes the next image to look at, pixels in [0, 1].
   *
   * @param images where to write
   * @param at the index there of the first pixel
   */
  void place(float[] images, int at);

  /** How far the image placed last is from the original, in the norm of the attack. */
  double distance();

  /**
   * Writes what to differentiate at the image placed last. Reads the walk and nothing else, for it
   * is called from other threads.
   *
   * @param logits one row, {@code [classes]}
   * @param seeds where to write, {@code [products][classes]}; every entry is set
   */
  void seeds(float[] logits, float[][] seeds);

  /**
   * Takes in what the model said about the image placed last.
   *
   * @return whether there is another image to look at
   */
  boolean advance(Look look);

  /** The share of the way that is behind, at least, in [0, 1) and never falling. */
  default double share() {
    return 0;
  }
}
