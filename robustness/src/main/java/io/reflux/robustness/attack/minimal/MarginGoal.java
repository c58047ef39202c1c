package io.reflux.robustness.attack.minimal;

import io.reflux.robustness.threat.Goal;
import java.util.Arrays;

/**
 * What a row is after, in terms of logits.
 *
 * @param kind whether the class is to be reached or left
 * @param target the class
 * @param confidence kappa, by how much the logits must be apart; at least 0
 */
public record MarginGoal(Goal kind, int target, double confidence) {

  /**
   * How far the goal is away: the largest other logit minus the target's, or for an untargeted goal
   * the source's minus the largest other one (Carlini and Wagner's f6 without its bound). Negative
   * where the goal is met without confidence.
   */
  public double margin(float[] logits) {
    double lead = (double) logits[strongestOther(logits)] - logits[target];
    return kind == Goal.TARGETED ? lead : -lead;
  }

  /**
   * Whether the class wins with its logit lowered by the confidence, or for an untargeted goal does
   * not win with it raised. The lower class wins a tie.
   */
  public boolean met(float[] logits) {
    double handicap = kind == Goal.TARGETED ? -confidence : confidence;
    double wanted = logits[target] + handicap;
    int other = strongestOther(logits);
    boolean wins = other < target ? wanted > logits[other] : wanted >= logits[other];
    return wins == (kind == Goal.TARGETED);
  }

  /** Writes the derivative of {@link #margin} with respect to the logits. */
  public void seed(float[] logits, float[] seed) {
    float sign = kind == Goal.TARGETED ? 1 : -1;
    Arrays.fill(seed, 0);
    seed[strongestOther(logits)] = sign;
    seed[target] = -sign;
  }

  /** The class with the largest logit but the target; the lowest such class on a tie. */
  private int strongestOther(float[] logits) {
    int best = target == 0 ? 1 : 0;
    for (int k = best + 1; k < logits.length; k++) {
      best = k != target && logits[k] > logits[best] ? k : best;
    }
    return best;
  }
}
