package io.reflux.robustness.attack.gradient;

/**
 * Auto-PGD (Croce and Hein 2020, Algorithm 1): steps with momentum whose length starts at twice the
 * radius and is halved, going back to the best image so far, at every checkpoint at which either
 *
 * <ul>
 *   <li>fewer than {@link #RHO} of the steps since the last checkpoint raised the loss, or
 *   <li>the length was not halved at the last checkpoint and the best loss is still what it was.
 * </ul>
 *
 * <p>With {@code z} the projected gradient step from {@code x_k}, the next image is the projection
 * of {@code x_k + 0.75 (z - x_k) + 0.25 (x_k - x_{k-1})}; the first one is {@code z} itself. The
 * gradient of the best image is kept with it, so that going back asks the model about nothing.
 */
final class AutoSteps implements Climb {

  private static final double RHO = 0.75;
  private static final float MOMENTUM = 0.75f;

  private final Ball ball;
  private final boolean[] checkpoints;
  private final Memory[] memories;

  /**
   * A climb.
   *
   * @param ball where to stay
   * @param steps of a try
   * @param rows of the batch
   */
  AutoSteps(Ball ball, int steps, int rows) {
    this.ball = ball;
    checkpoints = Checkpoints.marks(steps);
    memories = new Memory[rows];
  }

  @Override
  public boolean advance(Visit visit) {
    int row = visit.place().originalRow();
    return visit.step() == 0 ? start(row, visit) : goOn(memories[row], visit);
  }

  private boolean start(int row, Visit visit) {
    Memory memory = new Memory(visit);
    memories[row] = memory;
    visit.climb(ball, memory.length);
    return !visit.place().holds(memory.previous);
  }

  private boolean goOn(Memory memory, Visit visit) {
    memory.see(visit, checkpoints[visit.step() - 1]);
    Place place = visit.place();
    float[] from = place.image();
    ball.climb(place, memory.gradient, memory.gradientAt, memory.length);
    blend(place, from, memory.previous);
    ball.project(place);
    memory.previous = from;
    return true;
  }

  /** The image is z; afterwards it is between z and where the last step would have led on. */
  private static void blend(Place place, float[] from, float[] previous) {
    float[] images = place.images().values();
    int at = place.from();
    for (int i = 0; i < from.length; i++) {
      float step = images[at + i] - from[i];
      float last = from[i] - previous[i];
      images[at + i] = from[i] + MOMENTUM * step + (1 - MOMENTUM) * last;
    }
  }

  /** What a try remembers. */
  private static final class Memory {

    private float[] previous;
    private float[] best;
    private float[] bestGradient;
    private double highest;
    private double last;
    private double length;
    private int rises;
    private int checkpoint;
    private double highestAtCheckpoint;
    private boolean halvedAtCheckpoint;

    /** The derivatives to follow next. */
    private float[] gradient;

    private int gradientAt;

    Memory(Visit start) {
      previous = start.place().image();
      best = previous;
      bestGradient = start.gradient().row(start.place().row());
      gradient = bestGradient;
      highest = start.value();
      last = highest;
      length = 2 * start.place().radius();
    }

    /** Takes in the image that step k led to. */
    void see(Visit visit, boolean atCheckpoint) {
      int k = visit.step() - 1;
      double value = visit.value();
      gradient = visit.gradient().values();
      gradientAt = visit.place().from();
      if (value > highest) {
        highest = value;
        best = visit.place().image();
        bestGradient = visit.gradient().row(visit.place().row());
      }
      if (atCheckpoint && halved(k)) {
        visit.place().set(best);
        gradient = bestGradient;
        gradientAt = 0;
        value = highest;
      }
      rises += value > last ? 1 : 0;
      last = value;
    }

    /** At checkpoint k; the rise of step k itself counts for the next one. */
    private boolean halved(int k) {
      boolean halve = k > 0 && (seldomRose(k) || stagnated());
      length = halve ? length / 2 : length;
      halvedAtCheckpoint = halve;
      highestAtCheckpoint = highest;
      checkpoint = k;
      rises = 0;
      return halve;
    }

    private boolean seldomRose(int k) {
      return rises < RHO * (k - checkpoint);
    }

    private boolean stagnated() {
      return !halvedAtCheckpoint && highestAtCheckpoint == highest;
    }
  }
}
