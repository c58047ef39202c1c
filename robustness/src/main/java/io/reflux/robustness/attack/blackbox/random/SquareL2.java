package io.reflux.robustness.attack.blackbox.random;

import io.reflux.robustness.network.ImageShape;
import java.util.SplittableRandom;

/**
 * The square attack in an L2 ball (Andriushchenko et al. 2020, algorithms 1 and 3). The first image
 * is tiled with {@link Bump bumps}, five to a side. Every further one takes the best so far and
 * moves length from one window to another: in each channel the change in the first window becomes
 * its own direction plus a bump of random sign, as long as the budget not used elsewhere and the
 * length found in both windows allow, and the second window is set back to the original.
 *
 * <p>Windows have odd sides of at least 3, as in the authors' code. What the range of a pixel cuts
 * off is budget not used, which the next change can have.
 */
final class SquareL2 implements Sampler {

  private static final int TILES = 5;

  private final ImageShape shape;
  private final float[] original;
  private final SplittableRandom random;
  private final Squares squares;
  private final double radius;
  private final float[] best;
  private final double[] change;
  private int drawn = -1;

  SquareL2(ImageShape shape, float[] original, SplittableRandom random, Squares squares) {
    this.shape = shape;
    this.original = original;
    this.random = random;
    this.squares = squares;
    this.radius = Math.min(Math.sqrt(original.length), squares.radius());
    this.best = original.clone();
    this.change = new double[original.length];
  }

  @Override
  public void draw(float[] images, int at) {
    if (drawn < 0) {
      tile();
    } else {
      redistribute();
    }
    drawn++;
    SphereImage.write(original, change, radius, images, at);
  }

  @Override
  public void accept(float[] images, int at) {
    System.arraycopy(images, at, best, 0, best.length);
  }

  private void tile() {
    int height = Math.max(1, shape.height() / TILES);
    int width = Math.max(1, shape.width() / TILES);
    for (int y = shape.height() % height / 2; y + height <= shape.height(); y += height) {
      for (int x = shape.width() % width / 2; x + width <= shape.width(); x += width) {
        Window tile = new Window(y, x, height, width);
        double[] bump = Bump.of(height, width, random.nextBoolean());
        for (int channel = 0; channel < shape.channels(); channel++) {
          put(tile, channel, bump, sign());
        }
      }
    }
  }

  private void redistribute() {
    Window size = Window.covering(shape, squares.share(drawn)).odd(shape);
    Window gains = size.anywhere(shape, random);
    Window loses = size.anywhere(shape, random);
    double[] bump = Bump.of(size.height(), size.width(), random.nextBoolean());
    double unused = Math.max(0, radius * radius - loadBest()) / shape.channels();
    for (int channel = 0; channel < shape.channels(); channel++) {
      double own = squared(gains, channel);
      double[] direction = mixed(gains, channel, bump, Math.sqrt(own));
      put(gains, channel, direction, 0);
      double others = squared(loses, channel);
      put(loses, channel, direction, 0);
      put(gains, channel, direction, Math.sqrt(own + others + unused));
    }
  }

  /** Takes over the change of the best image; returns its squared length. */
  private double loadBest() {
    double sum = 0;
    for (int i = 0; i < change.length; i++) {
      change[i] = best[i] - original[i];
      sum += change[i] * change[i];
    }
    return sum;
  }

  /** The direction of the change in a window plus a bump of random sign, of unit length. */
  private double[] mixed(Window window, int channel, double[] bump, double length) {
    double sign = sign();
    double[] mixed = new double[bump.length];
    double sum = 0;
    for (int i = 0; i < mixed.length; i++) {
      double own = length > 0 ? change[window.feature(shape, i, channel)] / length : 0;
      mixed[i] = own + sign * bump[i];
      sum += mixed[i] * mixed[i];
    }
    double total = Math.sqrt(sum);
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = total > 0 ? mixed[i] / total : sign * bump[i];
    }
    return mixed;
  }

  private double squared(Window window, int channel) {
    double sum = 0;
    for (int i = 0; i < window.area(); i++) {
      double value = change[window.feature(shape, i, channel)];
      sum += value * value;
    }
    return sum;
  }

  private void put(Window window, int channel, double[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      change[window.feature(shape, i, channel)] = factor * values[i];
    }
  }

  private double sign() {
    return random.nextBoolean() ? 1 : -1;
  }
}
