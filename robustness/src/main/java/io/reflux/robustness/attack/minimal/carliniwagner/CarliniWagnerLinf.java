package io.reflux.robustness.attack.minimal.carliniwagner;

import io.reflux.robustness.attack.minimal.Look;
import io.reflux.robustness.attack.minimal.MarginGoal;
import io.reflux.robustness.attack.minimal.Procedure;
import io.reflux.robustness.attack.minimal.Walk;
import io.reflux.robustness.attack.spec.AttackSpec;

/**
 * The Linf attack (section VI-C of the paper): the largest change alone has a gradient in one pixel
 * only, so Adam lowers {@code sum_i max(|x_i - x0_i| - tau, 0) + c * max(margin, 0)} instead. Once
 * that is all but zero, tau falls to a share of itself or of the largest change, whichever is less,
 * and the next descent starts where this one ended. A descent that gets nowhere is repeated with
 * twice the weight c; the attack ends when c or tau is past its limit.
 *
 * <p>Two differences to their code: a descent that stalls is given up like those of the L2 attack,
 * and starts are shrunk by a thousandth instead of a millionth, since the descents are too short to
 * leave the corner from there.
 *
 * @param steps of each descent at most
 * @param rate Adam's
 * @param firstConstant first weight
 * @param largestConstant weight at which to give up
 * @param decrease the share
 */
public record CarliniWagnerLinf(
    int steps, double rate, double firstConstant, double largestConstant, double decrease)
    implements Procedure {

  private static final double SHRINK = 0.999;
  private static final double SMALLEST = 1.0 / 256;
  private static final double GROWTH = 2;

  /** What may be left of the loss, as a share of c (their code: 0.0001). */
  private static final double NOTHING = 1e-4;

  /** The attack of a specification. */
  public static CarliniWagnerLinf of(AttackSpec spec) {
    return new CarliniWagnerLinf(
        spec.count("steps"),
        spec.real("learningRate"),
        spec.real("initialConstant"),
        spec.real("largestConstant"),
        spec.real("decrease"));
  }

  @Override
  public Walk begin(float[] original, MarginGoal goal) {
    return new Descents(original, goal);
  }

  private final class Descents implements Walk {

    private final float[] start;
    private final MarginGoal goal;
    private final TanhBox box;
    private final float[] gradient;
    private final float[] original;
    private final Stall stall = new Stall(steps, Stall.PAPER);
    private double tau = 1;
    private double constant = firstConstant;
    private float largest;

    Descents(float[] original, MarginGoal goal) {
      this.original = original;
      this.start = original.clone();
      this.goal = goal;
      this.box = new TanhBox(original, SHRINK, rate);
      this.gradient = new float[original.length];
    }

    @Override
    public void place(float[] images, int at) {
      box.place(images, at);
      largest = box.largest();
    }

    @Override
    public double distance() {
      return largest;
    }

    @Override
    public void seeds(float[] logits, float[][] seeds) {
      goal.seed(logits, seeds[0]);
    }

    @Override
    public boolean advance(Look look) {
      double excess = excess();
      if (look.met() && excess < NOTHING * constant) {
        return lowerThreshold();
      }
      double loss = excess + constant * Math.max(look.margin(), 0);
      if (stall.over(loss, box.standingStill())) {
        return raiseWeight();
      }
      descend(look);
      return true;
    }

    private boolean lowerThreshold() {
      tau = Math.min(tau, largest) * decrease;
      for (int i = 0; i < start.length; i++) {
        start[i] = original[i] + box.change()[i];
      }
      restart();
      return tau >= SMALLEST;
    }

    private boolean raiseWeight() {
      constant *= GROWTH;
      restart();
      return constant < largestConstant;
    }

    private void restart() {
      box.startAt(start);
      stall.restart();
    }

    private double excess() {
      double sum = 0;
      for (float each : box.change()) {
        sum += Math.max(Math.abs(each) - tau, 0);
      }
      return sum;
    }

    private void descend(Look look) {
      float weight = look.margin() >= 0 ? (float) constant : 0;
      float[] ofMargin = look.product(0);
      float[] change = box.change();
      int at = look.offset();
      float limit = (float) tau;
      for (int i = 0; i < gradient.length; i++) {
        float outside = Math.abs(change[i]) > limit ? Math.signum(change[i]) : 0;
        gradient[i] = outside + weight * ofMargin[at + i];
      }
      box.descend(gradient);
    }
  }
}
