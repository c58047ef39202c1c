package io.reflux.robustness.attack;

/** Why the search for one (sample, target) row ended. */
public enum EndReason {
  /** The search saw the target class win; whether it truly did is for {@link Attack} to say. */
  SUCCESS,
  /** As many features were changed as the budget allows. */
  BUDGET,
  /**
   * No pair of features raises the target and lowers the other classes with a score above zero.
   * With float32 probabilities this often means that the score has underflowed.
   */
  EMPTY_MAP,
  /** The derivative of the target is exactly zero in every feature that could still move. */
  ZERO_GRADIENT,
  /** Fewer than two features can still move in the attack's direction. */
  EMPTY_DOMAIN,
  /** A logit or a derivative is infinite or not a number. */
  NON_FINITE
}
