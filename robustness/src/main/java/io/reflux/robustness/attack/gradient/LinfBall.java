package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.attack.search.Pixels;
import java.util.SplittableRandom;

/** The Linf ball, a box: every feature may change by the radius. */
record LinfBall() implements Ball {

  @Override
  public void climb(Place place, float[] gradient, int at, double length) {
    float[] images = place.images().values();
    int from = place.from();
    for (int i = 0; i < place.features(); i++) {
      images[from + i] += (float) length * Math.signum(gradient[at + i]);
    }
    project(place);
  }

  @Override
  public void project(Place place) {
    float[] images = place.images().values();
    float[] originals = place.originals().values();
    float most = (float) place.radius();
    int from = place.from();
    int original = place.originalFrom();
    for (int i = 0; i < place.features(); i++) {
      float change = images[from + i] - originals[original + i];
      float kept = Math.max(-most, Math.min(most, change));
      images[from + i] = Pixels.clip(originals[original + i] + kept);
    }
  }

  @Override
  public void scatter(Place place, SplittableRandom random) {
    float[] images = place.images().values();
    int from = place.from();
    for (int i = 0; i < place.features(); i++) {
      images[from + i] += (float) (place.radius() * (2 * random.nextDouble() - 1));
    }
    project(place);
  }

  /** Enough to reach the boundary from anywhere and move along it (Madry et al. 2017, 5.1). */
  @Override
  public double path() {
    return 2.5;
  }

  @Override
  public double distance(Place place) {
    float[] images = place.images().values();
    float[] originals = place.originals().values();
    int from = place.from();
    int original = place.originalFrom();
    float largest = 0;
    for (int i = 0; i < place.features(); i++) {
      largest = Math.max(largest, Math.abs(images[from + i] - originals[original + i]));
    }
    return largest;
  }
}
