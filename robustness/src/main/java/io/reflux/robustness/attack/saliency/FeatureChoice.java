package io.reflux.robustness.attack.saliency;

/**
 * What a saliency map chose for one row: two features, one, or why there are none.
 *
 * @param kind whether there are features
 * @param first the lower flat feature index, or the only one; -1 if none was chosen
 * @param second the higher flat feature index; -1 without a pair
 */
public record FeatureChoice(Kind kind, int first, int second) {

  /** How many features were chosen, and if none, why. */
  public enum Kind {
    /** Two features were chosen. */
    PAIR,
    /** One feature was chosen. */
    SINGLE,
    /** Fewer features can still move than a step changes. */
    EMPTY_DOMAIN,
    /** The derivative of the target is exactly zero in every feature of the domain. */
    ZERO_GRADIENT,
    /** Nothing raises the target and lowers the others with a score above zero. */
    EMPTY_MAP,
    /** A derivative is infinite or not a number. */
    NON_FINITE
  }

  /** A pair of two different features, in either order. */
  static FeatureChoice pair(int one, int other) {
    return new FeatureChoice(Kind.PAIR, Math.min(one, other), Math.max(one, other));
  }

  /** One feature. */
  static FeatureChoice single(int feature) {
    return new FeatureChoice(Kind.SINGLE, feature, -1);
  }

  /** Nothing, for this reason. */
  static FeatureChoice none(Kind reason) {
    return new FeatureChoice(reason, -1, -1);
  }
}
