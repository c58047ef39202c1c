package io.reflux.robustness.attack.loss;

/**
 * The classes that a loss is about.
 *
 * @param source the class of the sample
 * @param target the class to move to; the source if any other will do
 */
public record Aim(int source, int target) {

  /** Whether any class but the source will do. */
  public boolean untargeted() {
    return source == target;
  }

  /** +1 if the aim is to leave {@link #target}, -1 if it is to reach it. */
  int sign() {
    return untargeted() ? 1 : -1;
  }
}
