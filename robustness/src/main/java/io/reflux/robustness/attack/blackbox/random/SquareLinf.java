package io.reflux.robustness.attack.blackbox.random;

import io.reflux.robustness.attack.search.Pixels;
import io.reflux.robustness.network.ImageShape;
import java.util.SplittableRandom;

/**
 * The square attack in an Linf ball (Andriushchenko et al., "Square Attack: a query-efficient
 * black-box adversarial attack via random search", 2020, algorithms 1 and 2). The first image has
 * vertical stripes, each channel of a column moved by +eps or -eps. Every further one takes the
 * best so far and adds +2 eps or -2 eps to each channel of a square at a random place; projected to
 * the ball that is the original moved by +eps or -eps, so every feature is always at a side of the
 * ball or of [0, 1].
 *
 * <p>Signs are drawn again while they leave the image as it is, up to 20 times.
 */
final class SquareLinf implements Sampler {

  private static final int MOST_DRAWS = 20;

  private final ImageShape shape;
  private final float[] original;
  private final SplittableRandom random;
  private final Squares squares;
  private final float radius;
  private final float[] best;
  private int drawn = -1;

  SquareLinf(ImageShape shape, float[] original, SplittableRandom random, Squares squares) {
    this.shape = shape;
    this.original = original;
    this.random = random;
    this.squares = squares;
    this.radius = (float) Math.min(1, squares.radius());
    this.best = original.clone();
  }

  @Override
  public void draw(float[] images, int at) {
    System.arraycopy(best, 0, images, at, best.length);
    if (drawn < 0) {
      for (int x = 0; x < shape.width(); x++) {
        move(new Window(0, x, shape.height(), 1), images, at);
      }
    } else {
      Window window = Window.covering(shape, squares.share(drawn)).anywhere(shape, random);
      for (int i = 0; i < MOST_DRAWS && !move(window, images, at); i++) {}
    }
    drawn++;
  }

  @Override
  public void accept(float[] images, int at) {
    System.arraycopy(images, at, best, 0, best.length);
  }

  /**
   * Moves each channel of a window to a side of the ball; returns whether that changed the best.
   */
  private boolean move(Window window, float[] images, int at) {
    boolean changed = false;
    for (int channel = 0; channel < shape.channels(); channel++) {
      float step = random.nextBoolean() ? radius : -radius;
      for (int i = 0; i < window.area(); i++) {
        int feature = window.feature(shape, i, channel);
        float moved = Pixels.clip(original[feature] + step);
        changed |= moved != best[feature];
        images[at + feature] = moved;
      }
    }
    return changed;
  }
}
