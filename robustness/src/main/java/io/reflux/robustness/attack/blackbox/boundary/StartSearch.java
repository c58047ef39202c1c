package io.reflux.robustness.attack.blackbox.boundary;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Looks for any adversarial image: uniform pixels and a single grey level in turn. Many networks
 * take all images of uniform pixels for one class; the plain ones give an original of that class
 * another chance.
 */
final class StartSearch implements Stage {

  private final Walk walk;
  private final int tries;
  private int tried;

  StartSearch(Walk walk, int tries) {
    this.walk = walk;
    this.tries = tries;
  }

  @Override
  public int images() {
    return 1;
  }

  @Override
  public void write(float[] images, int at) {
    SplittableRandom random = walk.random();
    int end = at + walk.original().length;
    if (tried % 2 == 1) {
      Arrays.fill(images, at, end, (float) random.nextDouble());
      return;
    }
    for (int i = at; i < end; i++) {
      images[i] = (float) random.nextDouble();
    }
  }

  @Override
  public Stage learn(boolean[] adversarial, float[] images, int at) {
    walk.asked(adversarial[0], images, at);
    tried++;
    if (adversarial[0]) {
      return new BoundarySearch(walk, walk.copy(images, at));
    }
    return tried < tries ? this : END;
  }
}
