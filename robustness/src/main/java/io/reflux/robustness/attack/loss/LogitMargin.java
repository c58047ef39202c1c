package io.reflux.robustness.attack.loss;

import java.util.Arrays;

/**
 * The difference of two logits (Carlini and Wagner 2017, f6 without its bound): the largest other
 * logit minus that of the class to leave, or the logit of the class to reach minus the largest
 * other one. It is positive once the goal is met.
 */
record LogitMargin() implements Loss {

  @Override
  public double value(float[] logits, Aim aim) {
    double others = Softmax.largestOther(logits, aim.target());
    return aim.sign() * (others - logits[aim.target()]);
  }

  @Override
  public void seed(float[] logits, Aim aim, float[] seed) {
    Arrays.fill(seed, 0);
    seed[LogitOrder.largestOthers(logits, aim.target(), 1)[0]] = aim.sign();
    seed[aim.target()] = -aim.sign();
  }

  @Override
  public String toString() {
    return "the margin";
  }
}
