package io.reflux.robustness.attack.blackbox.random;

import io.reflux.robustness.attack.blackbox.boundary.Directions;
import io.reflux.robustness.attack.search.Pixels;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Images that do not depend on what the model said: what chance alone does. An attack that finds
 * less than one of these has failed (Carlini et al., "On Evaluating Adversarial Robustness", 2019).
 */
final class Noise {

  private Noise() {}

  /** Uniform in the Linf ball. */
  static Sampler ball(float[] original, SplittableRandom random, double radius) {
    float reach = (float) Math.min(1, radius);
    return (images, at) -> {
      for (int i = 0; i < original.length; i++) {
        float step = (float) ((2 * random.nextDouble() - 1) * reach);
        images[at + i] = Pixels.clip(original[i] + step);
      }
    };
  }

  /** Corners of the Linf ball. */
  static Sampler corners(float[] original, SplittableRandom random, double radius) {
    float reach = (float) Math.min(1, radius);
    return (images, at) -> {
      for (int i = 0; i < original.length; i++) {
        images[at + i] = Pixels.clip(original[i] + (random.nextBoolean() ? reach : -reach));
      }
    };
  }

  /** Uniform on the L2 sphere, clipped to [0, 1]. */
  static Sampler sphere(float[] original, SplittableRandom random, double radius) {
    double length = Math.min(Math.sqrt(original.length), radius);
    double[] direction = new double[original.length];
    return (images, at) -> {
      Directions.draw(random, direction);
      SphereImage.write(original, direction, length, images, at);
    };
  }

  /** Some features at an end of their range. */
  static Sampler features(float[] original, SplittableRandom random, int count) {
    int[] order = new int[original.length];
    Arrays.setAll(order, i -> i);
    return (images, at) -> {
      System.arraycopy(original, 0, images, at, original.length);
      Corners.drawToFront(order, 0, order.length, count, random);
      for (int i = 0; i < count; i++) {
        images[at + order[i]] = Corners.other(original[order[i]], random);
      }
    };
  }

  /** One sampler and the other in turn. */
  static Sampler inTurn(Sampler one, Sampler other) {
    return new Sampler() {
      private boolean turn;

      @Override
      public void draw(float[] images, int at) {
        (turn ? other : one).draw(images, at);
        turn = !turn;
      }
    };
  }
}
