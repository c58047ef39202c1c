package io.reflux.robustness.attack.blackbox.boundary;

import io.reflux.robustness.attack.search.Pixels;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What one row knows: where it started, its nearest adversarial image, and what it may still ask.
 */
final class Walk {

  /** A precision that is still of use on images of few features. */
  private static final double COARSEST = 1e-3;

  private final float[] original;
  private final SplittableRandom random;
  private final int gradientQueries;
  private final float[] nearest;
  private double distance = Double.POSITIVE_INFINITY;
  private int left;
  private int round;

  /** A walk that may ask about so many images. */
  Walk(float[] original, SplittableRandom random, int gradientQueries, int left) {
    this.original = original;
    this.random = random;
    this.gradientQueries = gradientQueries;
    this.left = left;
    this.nearest = original.clone();
  }

  float[] original() {
    return original;
  }

  SplittableRandom random() {
    return random;
  }

  /** How many images may still be asked about. */
  int left() {
    return left;
  }

  /** Goes on to the next round, the first being 1; returns its number. */
  int nextRound() {
    return ++round;
  }

  int round() {
    return round;
  }

  /** How many images this round's direction is estimated from: B0 times the root of the round. */
  int gradientQueries(int inRound) {
    return (int) Math.min(Integer.MAX_VALUE, gradientQueries * Math.sqrt(inRound));
  }

  /** How close to the boundary, relative to the way there, a search for it gets: 1 / d^1.5. */
  double precision() {
    return Math.min(COARSEST, Math.pow(original.length, -1.5));
  }

  /** Counts an image asked about, and keeps it if it is the nearest adversarial one. */
  void asked(boolean adversarial, float[] images, int at) {
    left--;
    if (adversarial) {
      double found = distance(images, at);
      if (found < distance) {
        distance = found;
        System.arraycopy(images, at, nearest, 0, nearest.length);
      }
    }
  }

  /** The distance of an image from the original. */
  double distance(float[] images, int at) {
    double sum = 0;
    for (int i = 0; i < original.length; i++) {
      double difference = images[at + i] - original[i];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /** Whether any adversarial image has been seen. */
  boolean found() {
    return Double.isFinite(distance);
  }

  /** The distance of the nearest adversarial image; infinite before there is one. */
  double distance() {
    return distance;
  }

  float[] nearest() {
    return nearest;
  }

  /** One image of a buffer. */
  float[] copy(float[] images, int at) {
    return Arrays.copyOfRange(images, at, at + original.length);
  }

  /** Writes {@code from + length * direction}, clipped to [0, 1]. */
  static void step(float[] from, double[] direction, double length, float[] images, int at) {
    for (int i = 0; i < from.length; i++) {
      images[at + i] = Pixels.clip((float) (from[i] + length * direction[i]));
    }
  }

  /** Gives a direction unit length; returns whether it has any. */
  static boolean normalise(double[] direction) {
    double sum = 0;
    for (double value : direction) {
      sum += value * value;
    }
    double length = Math.sqrt(sum);
    for (int i = 0; i < direction.length && length > 0; i++) {
      direction[i] /= length;
    }
    return length > 0;
  }
}
