package io.reflux.robustness.attack.minimal.carliniwagner;

import io.reflux.robustness.attack.minimal.Look;
import io.reflux.robustness.attack.minimal.MarginGoal;
import io.reflux.robustness.attack.minimal.Procedure;
import io.reflux.robustness.attack.minimal.Walk;
import io.reflux.robustness.attack.spec.AttackSpec;

/**
 * The L2 attack (section VI-A of the paper): Adam on {@code ||x - x0||^2 + c * max(margin,
 * -kappa)}, from the original anew for each of a number of weights c, which are found by bisection.
 * The nearest image of all descents is the result.
 *
 * <p>The first descent starts at the original. While none has led to the goal, the next one starts
 * at another {@link RandomStart}.
 *
 * <p>A descent looks at as many images as it has steps, its start first.
 *
 * @param steps of each descent at most
 * @param descents weights tried
 * @param rate Adam's
 * @param firstConstant first weight
 * @param confidence kappa
 */
public record CarliniWagnerL2(
    int steps, int descents, double rate, double firstConstant, double confidence)
    implements Procedure {

  /** What is left of the distance to grey, as in their code; about 7.3 in w at 0 and 1. */
  private static final double SHRINK = 0.999999;

  /** The attack of a specification. */
  public static CarliniWagnerL2 of(AttackSpec spec) {
    return new CarliniWagnerL2(
        spec.count("steps"),
        spec.count("searchSteps"),
        spec.real("learningRate"),
        spec.real("initialConstant"),
        spec.real("confidence"));
  }

  @Override
  public Walk begin(float[] original, MarginGoal goal) {
    return new Descents(original, goal);
  }

  private final class Descents implements Walk {

    private final float[] original;
    private final MarginGoal goal;
    private final TanhBox box;
    private final float[] gradient;
    private final ConstantBisection weights = new ConstantBisection(firstConstant);
    private final Stall stall = new Stall(steps, Stall.PAPER);
    private double squared;
    private float[] start;
    private boolean found;
    private boolean everFound;
    private int descent;

    Descents(float[] original, MarginGoal goal) {
      this.original = original;
      this.goal = goal;
      this.start = original;
      this.box = new TanhBox(original, SHRINK, rate);
      this.gradient = new float[original.length];
    }

    @Override
    public void place(float[] images, int at) {
      box.place(images, at);
      squared = box.squaredLength();
    }

    @Override
    public double distance() {
      return Math.sqrt(squared);
    }

    @Override
    public void seeds(float[] logits, float[][] seeds) {
      goal.seed(logits, seeds[0]);
    }

    @Override
    public boolean advance(Look look) {
      found |= look.met();
      double loss = squared + weights.constant() * Math.max(look.margin(), -confidence);
      if (stall.over(loss, box.standingStill())) {
        return nextDescent();
      }
      descend(look);
      return true;
    }

    @Override
    public double share() {
      return (descent + stall.share()) / descents;
    }

    private boolean nextDescent() {
      weights.next(found);
      everFound |= found;
      found = false;
      descent++;
      start = everFound ? start : RandomStart.near(original, descent);
      box.startAt(start);
      stall.restart();
      return descent < descents;
    }

    /** The gradient of the margin counts while the bound does not hold it. */
    private void descend(Look look) {
      float weight = look.margin() >= -confidence ? (float) weights.constant() : 0;
      float[] ofMargin = look.product(0);
      float[] change = box.change();
      int at = look.offset();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = 2 * change[i] + weight * ofMargin[at + i];
      }
      box.descend(gradient);
    }
  }
}
