package io.reflux.robustness.attack.minimal.carliniwagner;

import io.reflux.robustness.attack.minimal.Look;
import io.reflux.robustness.attack.minimal.MarginGoal;
import io.reflux.robustness.attack.minimal.Procedure;
import io.reflux.robustness.attack.minimal.Walk;
import io.reflux.robustness.attack.spec.AttackSpec;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The L0 attack (section VI-B of the paper): the loss of the L2 attack over a shrinking set of
 * features. A descent ends at the first image that meets the goal. Then the features that matter
 * least there, by {@code |margin's derivative| * |change|}, go back to the original, and the next
 * descent starts from the rest. One that stalls goes on with twice the weight c of the goal, up to
 * a limit.
 *
 * <p>Their code takes back a few features at a time and ends at the first failure. Here it is up to
 * 30 % of them and all that have barely changed; after a failure half as many, after a success
 * twice as many, and the attack ends when the one that matters least is needed. A set of features
 * counts as too small once twice the weight brings the margin down by less than 5 %, instead of at
 * the end of all weights.
 *
 * <p>A first set that no weight leads to the goal from the original is tried once more with all
 * weights, each from another {@link RandomStart}.
 *
 * <p>A colour pixel is three features, each on its own.
 *
 * @param steps of each descent at most
 * @param rate Adam's
 * @param firstConstant first weight
 * @param largestConstant weight at which to give up
 */
public record CarliniWagnerL0(int steps, double rate, double firstConstant, double largestConstant)
    implements Procedure {

  private static final double SHRINK = 0.999;
  private static final double GROWTH = 2;

  /** The most features, of those that have changed, to bring back at a time. */
  private static final double SHARE = 0.3;

  /** A descent has stalled if a tenth of its steps has not lowered the loss by 1 %. */
  private static final double PROGRESS = 0.99;

  /** A set of features is too small if twice the weight has not lowered the margin by 5 %. */
  private static final double GAIN = 0.95;

  /** The attack of a specification. */
  public static CarliniWagnerL0 of(AttackSpec spec) {
    return new CarliniWagnerL0(
        spec.count("steps"),
        spec.real("learningRate"),
        spec.real("initialConstant"),
        spec.real("largestConstant"));
  }

  @Override
  public Walk begin(float[] original, MarginGoal goal) {
    return new Descents(original, goal);
  }

  private static float[] gather(float[] image, int[] features) {
    float[] gathered = new float[features.length];
    for (int i = 0; i < features.length; i++) {
      gathered[i] = image[features[i]];
    }
    return gathered;
  }

  private final class Descents implements Walk {

    private final float[] original;
    private final float[] image;
    private final MarginGoal goal;
    private final Stall stall = new Stall(steps, PROGRESS);
    private int[] features;
    private TanhBox box;
    private float[] pixels;
    private float[] gradient;
    private double constant = firstConstant;
    private double constantOfSolution = firstConstant;
    private @Nullable Solution solution;
    private double marginBefore = Double.POSITIVE_INFINITY;
    private int spared;
    private int randomStarts;

    Descents(float[] original, MarginGoal goal) {
      this.original = original;
      this.image = original.clone();
      this.goal = goal;
      features = IntStream.range(0, original.length).toArray();
      box = new TanhBox(original, SHRINK, rate);
      pixels = new float[features.length];
      gradient = new float[features.length];
    }

    @Override
    public void place(float[] images, int at) {
      box.place(pixels, 0);
      for (int i = 0; i < features.length; i++) {
        image[features[i]] = pixels[i];
      }
      System.arraycopy(image, 0, images, at, image.length);
    }

    @Override
    public double distance() {
      int changed = 0;
      for (float each : box.change()) {
        changed += each == 0 ? 0 : 1;
      }
      return changed;
    }

    @Override
    public void seeds(float[] logits, float[][] seeds) {
      goal.seed(logits, seeds[0]);
    }

    @Override
    public boolean advance(Look look) {
      gatherGradient(look);
      if (look.met()) {
        return succeed();
      }
      double loss = box.squaredLength() + constant * look.margin();
      if (stall.over(loss, box.standingStill())) {
        return raiseWeight(look);
      }
      descend();
      return true;
    }

    private void gatherGradient(Look look) {
      float[] ofMargin = look.product(0);
      int at = look.offset();
      for (int i = 0; i < features.length; i++) {
        gradient[i] = ofMargin[at + features[i]];
      }
    }

    private void descend() {
      float weight = (float) constant;
      float[] change = box.change();
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = 2 * change[i] + weight * gradient[i];
      }
      box.descend(gradient);
    }

    private boolean raiseWeight(Look look) {
      boolean futile = solution != null && look.margin() > GAIN * marginBefore;
      marginBefore = look.margin();
      constant *= GROWTH;
      box.restart();
      stall.restart();
      if (solution == null) {
        return startElsewhere();
      }
      return (!futile && constant <= largestConstant) || retreat();
    }

    /** Once the weights are used up; false if they are for the second time. */
    private boolean startElsewhere() {
      if (constant > largestConstant && randomStarts == 0) {
        constant = firstConstant;
        randomStarts = 1;
      }
      if (randomStarts > 0) {
        box.startAt(RandomStart.near(original, randomStarts++));
      }
      return constant <= largestConstant;
    }

    private boolean succeed() {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = Math.abs(gradient[i]);
      }
      Solution found = Solution.of(features, image.clone(), box.change(), gradient);
      int most = (int) (SHARE * found.size());
      spared = Math.max(1, solution == null ? most : Math.min(most, 2 * spared));
      solution = found;
      constantOfSolution = constant;
      return found.size() > 0 && spareFrom(found);
    }

    /** Takes fewer features back after a failure. */
    private boolean retreat() {
      Solution last = solution;
      if (last == null || spared == 0 || (spared == 1 && !last.padded())) {
        return false;
      }
      spared /= 2;
      return spareFrom(last);
    }

    private boolean spareFrom(Solution from) {
      features = from.without(spared);
      System.arraycopy(original, 0, image, 0, image.length);
      box = new TanhBox(gather(original, features), SHRINK, rate);
      box.startAt(gather(from.image(), features));
      pixels = new float[features.length];
      gradient = new float[features.length];
      constant = constantOfSolution;
      marginBefore = Double.POSITIVE_INFINITY;
      stall.restart();
      return features.length > 0 || retreat();
    }
  }
}
