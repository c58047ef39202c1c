package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.attack.search.Pixels;
import java.util.SplittableRandom;

/**
 * The L2 ball. The way back inside is to the ball first and to [0, 1] then: the original is in [0,
 * 1], so that clipping only shortens a change. Where both cut, the point is inside but not the
 * nearest one, as in the authors' code of the attacks that use it.
 */
record L2Ball() implements Ball {

  /** Keeps the length, once rounded to float32, within the radius. */
  private static final double INSIDE = 1 - 0x1p-22;

  @Override
  public void climb(Place place, float[] gradient, int at, double length) {
    double norm = norm(gradient, at, place.features());
    if (norm == 0) {
      return;
    }
    float[] images = place.images().values();
    int from = place.from();
    double scale = length / norm;
    for (int i = 0; i < place.features(); i++) {
      images[from + i] += (float) (scale * gradient[at + i]);
    }
    project(place);
  }

  @Override
  public void project(Place place) {
    float[] images = place.images().values();
    float[] originals = place.originals().values();
    int from = place.from();
    int original = place.originalFrom();
    double distance = distance(place);
    double most = place.radius() * INSIDE;
    float scale = distance > most ? (float) (most / distance) : 1;
    for (int i = 0; i < place.features(); i++) {
      float change = images[from + i] - originals[original + i];
      images[from + i] = Pixels.clip(originals[original + i] + scale * change);
    }
  }

  /** A Gaussian has no favourite direction; in n dimensions the radius is U^(1/n). */
  @Override
  public void scatter(Place place, SplittableRandom random) {
    float[] change = new float[place.features()];
    for (int i = 0; i < change.length; i++) {
      change[i] = (float) random.nextGaussian();
    }
    double share = StrictMath.pow(random.nextDouble(), 1.0 / change.length);
    climb(place, change, 0, place.radius() * share);
  }

  /** Four times the path in Linf, at whose end searches in L2 still gain: docs/decisions.md, 37. */
  @Override
  public double path() {
    return 10;
  }

  @Override
  public double distance(Place place) {
    float[] images = place.images().values();
    float[] originals = place.originals().values();
    int from = place.from();
    int original = place.originalFrom();
    double sum = 0;
    for (int i = 0; i < place.features(); i++) {
      double change = images[from + i] - originals[original + i];
      sum += change * change;
    }
    return Math.sqrt(sum);
  }

  private static double norm(float[] values, int at, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (double) values[at + i] * values[at + i];
    }
    return Math.sqrt(sum);
  }
}
