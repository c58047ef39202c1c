package io.reflux.robustness.attack.blackbox.boundary;

/**
 * Steps away from the boundary, first by its distance from the original over the root of the round,
 * then by half and half again, until the image is adversarial.
 */
final class StepSearch implements Stage {

  /** A step a million times shorter than the first leads nowhere. */
  private static final int MOST_HALVINGS = 20;

  private final Walk walk;
  private final float[] boundary;
  private final double[] direction;
  private double length;
  private int halvings;

  StepSearch(Walk walk, float[] boundary, double[] direction, int round) {
    this.walk = walk;
    this.boundary = boundary;
    this.direction = direction;
    this.length = walk.distance(boundary, 0) / Math.sqrt(round);
  }

  @Override
  public int images() {
    return 1;
  }

  @Override
  public void write(float[] images, int at) {
    Walk.step(boundary, direction, length, images, at);
  }

  @Override
  public Stage learn(boolean[] adversarial, float[] images, int at) {
    walk.asked(adversarial[0], images, at);
    if (adversarial[0]) {
      return new BoundarySearch(walk, walk.copy(images, at));
    }
    length /= 2;
    halvings++;
    return halvings < MOST_HALVINGS
        ? this
        : DirectionEstimate.from(walk, boundary, walk.distance(boundary, 0));
  }
}
