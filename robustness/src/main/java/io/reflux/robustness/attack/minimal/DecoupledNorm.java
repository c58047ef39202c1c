package io.reflux.robustness.attack.minimal;

import io.reflux.robustness.attack.loss.Softmax;
import io.reflux.robustness.attack.search.Pixels;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.threat.Goal;

/**
 * Decoupled direction and norm in L2 (Rony et al., "Decoupling Direction and Norm for Efficient
 * Gradient-Based L2 Adversarial Attacks and Defenses", 2019): follow the normalised gradient of the
 * cross-entropy, then set the length of the change, which shrinks by a factor after each image that
 * meets the goal and grows after each that does not. Steps go from 1 to 0.01 along a cosine.
 *
 * <p>The paper rounds images to 256 levels at the end of a step; here pixels are real numbers, as
 * for all attacks, and nothing is rounded. The gradient is taken in log space and divided by its
 * length, so no saturated softmax hides it. Where it is exactly zero the direction is kept.
 *
 * @param steps images looked at, the original first
 * @param initialNorm first length of the change
 * @param factor gamma, by how much the length changes in a step
 */
public record DecoupledNorm(int steps, double initialNorm, double factor) implements Procedure {

  private static final double FIRST_STEP = 1;
  private static final double LAST_STEP = 0.01;

  /** The attack of a specification. */
  public static DecoupledNorm of(AttackSpec spec) {
    return new DecoupledNorm(spec.count("steps"), spec.real("initialNorm"), spec.real("factor"));
  }

  @Override
  public Walk begin(float[] original, MarginGoal goal) {
    return new Steps(original, goal);
  }

  private double stepSize(int step) {
    double cosine = StrictMath.cos(Math.PI * step / steps);
    return LAST_STEP + (FIRST_STEP - LAST_STEP) * (1 + cosine) / 2;
  }

  /** The largest length that the box allows. */
  private static double longest(float[] original) {
    double sum = 0;
    for (float pixel : original) {
      double most = Math.max(pixel, 1 - pixel);
      sum += most * most;
    }
    return Math.sqrt(sum);
  }

  private final class Steps implements Walk {

    private final float[] original;
    private final MarginGoal goal;
    private final double longest;
    private final float[] change;
    private double norm = initialNorm;
    private double length;
    private int step;

    Steps(float[] original, MarginGoal goal) {
      this.original = original;
      this.goal = goal;
      this.longest = longest(original);
      this.change = new float[original.length];
    }

    @Override
    public void place(float[] images, int at) {
      double squared = 0;
      for (int i = 0; i < original.length; i++) {
        float pixel = Pixels.clip(original[i] + change[i]);
        float moved = pixel - original[i];
        images[at + i] = pixel;
        change[i] = moved;
        squared += (double) moved * moved;
      }
      length = Math.sqrt(squared);
    }

    @Override
    public double distance() {
      return length;
    }

    /** The log-odds against the class: the direction of the cross-entropy, and never zero. */
    @Override
    public void seeds(float[] logits, float[][] seeds) {
      int target = goal.target();
      float sign = goal.kind() == Goal.TARGETED ? -1 : 1;
      double strongest = Softmax.largestOther(logits, target);
      double others = 0;
      for (int k = 0; k < logits.length; k++) {
        double share = k == target ? 0 : StrictMath.exp(logits[k] - strongest);
        seeds[0][k] = (float) (sign * share);
        others += share;
      }
      seeds[0][target] = (float) (-sign * others);
    }

    @Override
    public boolean advance(Look look) {
      if (step + 1 == steps) {
        return false;
      }
      follow(look, stepSize(step));
      norm = Math.min(longest, norm * (look.met() ? 1 - factor : 1 + factor));
      rescale();
      step++;
      return true;
    }

    private void follow(Look look, double size) {
      float[] gradient = look.product(0);
      double squared = 0;
      for (int i = look.offset(); i < look.offset() + change.length; i++) {
        squared += (double) gradient[i] * gradient[i];
      }
      if (squared > 0) {
        float scale = (float) (size / Math.sqrt(squared));
        for (int i = 0; i < change.length; i++) {
          change[i] += scale * gradient[look.offset() + i];
        }
      }
    }

    private void rescale() {
      double squared = 0;
      for (float each : change) {
        squared += (double) each * each;
      }
      float scale = squared > 0 ? (float) (norm / Math.sqrt(squared)) : 0;
      for (int i = 0; i < change.length; i++) {
        change[i] *= scale;
      }
    }
  }
}
