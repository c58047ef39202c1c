package io.reflux.robustness.attack.blackbox.boundary;

/**
 * Estimates the direction that leads away from the boundary: images in random directions u_b around
 * one next to the boundary, each with phi_b = +1 if it is adversarial and -1 if not, give {@code v
 * = sum of (phi_b - mean phi) u_b}, or the sum of {@code phi_b u_b} if all agree. The probes are
 * {@code reach / d} away; u_b is what clipping and float32 have left of it.
 */
final class DirectionEstimate implements Stage {

  /** How many images are asked about at once, which bounds the memory of a batch of rows. */
  private static final int PORTION = 32;

  private final Walk walk;
  private final float[] boundary;
  private final double delta;
  private final double[] direction;
  private final double[] all;
  private final double[] adversarial;
  private final int round;
  private final int probes;
  private int probed;
  private int positive;

  private DirectionEstimate(Walk walk, float[] boundary, double reach, int round, int probes) {
    this.walk = walk;
    this.boundary = boundary;
    this.round = round;
    this.probes = probes;
    this.delta = reach * Math.sqrt(boundary.length) * walk.precision();
    this.direction = new double[boundary.length];
    this.all = new double[boundary.length];
    this.adversarial = new double[boundary.length];
  }

  /**
   * The estimate of the next round, or the end if what is left does not suffice for it, a step and
   * a look at the boundary.
   *
   * @param reach how far the image was from which the boundary was found
   */
  static Stage from(Walk walk, float[] boundary, double reach) {
    int probes = walk.gradientQueries(walk.round() + 1);
    if (walk.left() - 2 < probes) {
      return END;
    }
    return new DirectionEstimate(walk, boundary, reach, walk.nextRound(), probes);
  }

  @Override
  public int images() {
    return Math.min(PORTION, probes - probed);
  }

  @Override
  public void write(float[] images, int at) {
    int count = images();
    for (int i = 0; i < count; i++) {
      Directions.draw(walk.random(), direction);
      Walk.normalise(direction);
      Walk.step(boundary, direction, delta, images, at + i * boundary.length);
    }
  }

  @Override
  public Stage learn(boolean[] answers, float[] images, int at) {
    for (int i = 0; i < answers.length; i++) {
      int from = at + i * boundary.length;
      walk.asked(answers[i], images, from);
      add(images, from, all);
      if (answers[i]) {
        positive++;
        add(images, from, adversarial);
      }
    }
    probed += answers.length;
    return probed < probes ? this : step();
  }

  private void add(float[] images, int at, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (images[at + i] - boundary[i]) / delta;
    }
  }

  private Stage step() {
    double[] estimate = estimate();
    return Walk.normalise(estimate)
        ? new StepSearch(walk, boundary, estimate, round)
        : from(walk, boundary, walk.distance(boundary, 0));
  }

  /**
   * With phi = +-1 the sum of phi u is twice that over the adversarial ones, less that over all.
   */
  private double[] estimate() {
    double mean = 2.0 * positive / probes - 1;
    double baseline = positive == 0 || positive == probes ? 0 : mean;
    double[] estimate = new double[all.length];
    for (int i = 0; i < estimate.length; i++) {
      estimate[i] = 2 * adversarial[i] - (1 + baseline) * all[i];
    }
    return estimate;
  }
}
