package io.reflux.robustness.attack.minimal;

import io.reflux.robustness.attack.search.Pixels;
import io.reflux.robustness.attack.spec.AttackSpec;
import java.util.Arrays;

/**
 * DeepFool in L2 (Moosavi-Dezfooli et al., "DeepFool: a simple and accurate method to fool deep
 * neural networks", 2016, algorithm 2): take the logits for linear functions, go to the nearest of
 * the boundaries {@code Z_k = Z_source}, and repeat until one is crossed. The changes add up; the
 * image looked at is their sum, a little overshot.
 *
 * <p>The paper leaves the box open. Here images are clipped to it, and a pixel at its end counts
 * for nothing in the direction that leads out, or the way to a boundary would be taken for shorter
 * than it is, again and again. Nor does the sum lead out of the box, where a later step back would
 * be lost.
 *
 * <p>Untargeted. It stops at the first image that leaves the class, near the boundary but not the
 * nearest there is: cheap, and no bound on anything.
 *
 * @param steps linearisations at most
 * @param overshoot how much further than the sum to go, as a share of it
 */
public record DeepFool(int steps, double overshoot) implements Procedure {

  /** The attack of a specification. */
  public static DeepFool of(AttackSpec spec) {
    return new DeepFool(spec.count("steps"), spec.real("overshoot"));
  }

  @Override
  public int products(int classes) {
    return classes - 1;
  }

  @Override
  public Walk begin(float[] original, MarginGoal goal) {
    return new Steps(original, goal);
  }

  private final class Steps implements Walk {

    private final float[] original;
    private final MarginGoal goal;
    private final double[] total;
    private final float[] pixels;
    private double squared;
    private int step;

    Steps(float[] original, MarginGoal goal) {
      this.original = original;
      this.goal = goal;
      this.total = new double[original.length];
      this.pixels = new float[original.length];
    }

    @Override
    public void place(float[] images, int at) {
      squared = 0;
      for (int i = 0; i < original.length; i++) {
        float pixel = Pixels.clip((float) (original[i] + (1 + overshoot) * total[i]));
        float change = pixel - original[i];
        images[at + i] = pixel;
        pixels[i] = pixel;
        squared += (double) change * change;
      }
    }

    @Override
    public double distance() {
      return Math.sqrt(squared);
    }

    @Override
    public void seeds(float[] logits, float[][] seeds) {
      for (int product = 0; product < seeds.length; product++) {
        Arrays.fill(seeds[product], 0);
        seeds[product][classOf(product)] = 1;
        seeds[product][goal.target()] = -1;
      }
    }

    @Override
    public boolean advance(Look look) {
      if (look.met() || step++ == steps) {
        return false;
      }
      int nearest = -1;
      double shortest = Double.POSITIVE_INFINITY;
      for (int product = 0; product < look.logits().length - 1; product++) {
        double length = gap(look, product) / Math.sqrt(squaredNorm(look, product));
        if (length < shortest) {
          shortest = length;
          nearest = product;
        }
      }
      if (nearest >= 0) {
        add(look, nearest, gap(look, nearest) / squaredNorm(look, nearest));
      }
      return nearest >= 0;
    }

    private int classOf(int product) {
      return product < goal.target() ? product : product + 1;
    }

    private double gap(Look look, int product) {
      return (double) look.logits()[goal.target()] - look.logits()[classOf(product)];
    }

    /** The derivative of a gap by a pixel that can go its way, and 0 by one that cannot. */
    private float slope(Look look, int product, int i) {
      float slope = look.product(product)[look.offset() + i];
      boolean stuck = slope < 0 ? pixels[i] <= 0 : pixels[i] >= 1;
      return stuck ? 0 : slope;
    }

    private double squaredNorm(Look look, int product) {
      double sum = 0;
      for (int i = 0; i < total.length; i++) {
        double slope = slope(look, product, i);
        sum += slope * slope;
      }
      return sum;
    }

    private void add(Look look, int product, double scale) {
      for (int i = 0; i < total.length; i++) {
        double sum = total[i] + scale * slope(look, product, i);
        total[i] = Math.max(-original[i], Math.min(1 - original[i], sum));
      }
    }
  }
}
