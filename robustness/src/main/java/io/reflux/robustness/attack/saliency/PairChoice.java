package io.reflux.robustness.attack.saliency;

/**
 * What a saliency map chose for one row: two features, or why there are none.
 *
 * @param kind whether there is a pair
 * @param first the lower flat feature index; -1 without a pair
 * @param second the higher flat feature index; -1 without a pair
 */
public record PairChoice(Kind kind, int first, int second) {

  /** Whether there is a pair, and if not, why. */
  public enum Kind {
    /** Two features were chosen. */
    PAIR,
    /** Fewer than two features can still move. */
    EMPTY_DOMAIN,
    /** The derivative of the target is exactly zero in every feature of the domain. */
    ZERO_GRADIENT,
    /** No pair raises the target and lowers the others with a score above zero. */
    EMPTY_MAP,
    /** A derivative is infinite or not a number. */
    NON_FINITE
  }

  /** A pair of two different features, in either order. */
  static PairChoice pair(int one, int other) {
    return new PairChoice(Kind.PAIR, Math.min(one, other), Math.max(one, other));
  }

  /** No pair, for this reason. */
  static PairChoice none(Kind reason) {
    return new PairChoice(reason, -1, -1);
  }
}
