package io.reflux.robustness.threat;

import java.util.Locale;

/**
 * What an attack may do: how far from the original it may go, what it has to achieve, and what it
 * may look at (Carlini et al., "On Evaluating Adversarial Robustness", 2019, section 2.2).
 *
 * <p>Two results may be combined into one worst case only when their {@link Boundary} is the same:
 * an attacker who knows more may use what one who knows less would.
 *
 * @param boundary how far and what for
 * @param knowledge what the attacker sees
 * @param queries the most images a row may ask the model about; {@link #UNLIMITED} = no limit
 */
public record ThreatModel(Boundary boundary, Knowledge knowledge, long queries) {

  /** No limit on queries. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Checks the limit. */
  public ThreatModel {
    if (queries < 1) {
      throw new IllegalArgumentException("queries must be >= 1, was " + queries);
    }
  }

  /**
   * The part of a threat model that decides which images count as adversarial.
   *
   * @param norm how the change is measured
   * @param budget the largest change, at least 0; positive infinity for the smallest change that
   *     can be found, however large
   * @param goal what counts as success
   */
  public record Boundary(Norm norm, double budget, Goal goal) {

    /**
     * What a distance may exceed the budget by: the rounding of an image plus a change in float32,
     * taken apart again.
     */
    private static final double ROUNDING = 1e-6;

    /** Checks the range. */
    public Boundary {
      if (!(budget >= 0)) {
        throw new IllegalArgumentException(
            "budget must be >= 0, or infinite for no limit, was " + budget);
      }
    }

    /** Whether any change is allowed. */
    public boolean unbounded() {
      return Double.isInfinite(budget);
    }

    /** Whether a change of that size, measured in {@link #norm}, is allowed. */
    public boolean admits(double distance) {
      return distance <= budget + (norm == Norm.L0 ? 0 : ROUNDING);
    }

    /** In words, such as {@code untargeted, Linf at most 0.3}. */
    public String describe() {
      return unbounded()
          ? "%s, smallest %s".formatted(goal.label(), norm.title())
          : "%s, %s at most %s".formatted(goal.label(), norm.title(), number(budget));
    }

    /** The largest change in words, such as {@code 112 features} or {@code Linf 0.3}. */
    public String limit() {
      if (unbounded()) {
        return "any " + norm.title();
      }
      return norm == Norm.L0
          ? "%s features".formatted(number(budget))
          : "%s %s".formatted(norm.title(), number(budget));
    }

    private static String number(double value) {
      return value == Math.rint(value)
          ? String.format(Locale.ROOT, "%.0f", value)
          : String.format(Locale.ROOT, "%.4g", value).replaceAll("0+$", "");
    }
  }

  /** In words, such as {@code untargeted, Linf at most 0.3, white-box}. */
  public String describe() {
    String limit = queries == UNLIMITED ? "" : ", at most %d queries".formatted(queries);
    return "%s, %s%s".formatted(boundary.describe(), knowledge.label(), limit);
  }
}
