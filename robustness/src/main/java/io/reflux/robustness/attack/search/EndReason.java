package io.reflux.robustness.attack.search;

/** Why the search for one (sample, target) row ended. */
public enum EndReason {
  /** The search saw the target class win; whether it truly did is for the harness to say. */
  SUCCESS,
  /** The changes, steps or queries that it may use are used up. */
  BUDGET,
  /**
   * No features raise the target and lower the other classes with a score above zero. With float32
   * probabilities this often means that the score has underflowed.
   */
  EMPTY_MAP,
  /** The derivative of the target is exactly zero in every feature that could still move. */
  ZERO_GRADIENT,
  /** Fewer features can still move in the attack's direction than a step changes. */
  EMPTY_DOMAIN,
  /** A logit or a derivative is infinite or not a number. */
  NON_FINITE
}
