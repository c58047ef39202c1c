package io.reflux.robustness.attack.blackbox.boundary;

/** Halves the way from the original to an adversarial image until it is next to the boundary. */
final class BoundarySearch implements Stage {

  private final Walk walk;
  private final float[] adversarialEnd;
  private final double reach;
  private float[] boundary;
  private double low;
  private double high = 1;

  BoundarySearch(Walk walk, float[] adversarialEnd) {
    this.walk = walk;
    this.adversarialEnd = adversarialEnd;
    this.reach = walk.distance(adversarialEnd, 0);
    this.boundary = adversarialEnd;
  }

  @Override
  public int images() {
    return 1;
  }

  @Override
  public void write(float[] images, int at) {
    float[] original = walk.original();
    double share = (low + high) / 2;
    for (int i = 0; i < original.length; i++) {
      images[at + i] = (float) ((1 - share) * original[i] + share * adversarialEnd[i]);
    }
  }

  @Override
  public Stage learn(boolean[] adversarial, float[] images, int at) {
    walk.asked(adversarial[0], images, at);
    double share = (low + high) / 2;
    if (adversarial[0]) {
      high = share;
      boundary = walk.copy(images, at);
    } else {
      low = share;
    }
    return high - low > walk.precision() ? this : DirectionEstimate.from(walk, boundary, reach);
  }
}
