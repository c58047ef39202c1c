package io.reflux.robustness.attack.spec;

import java.util.Locale;

/**
 * One number that an attack can be told.
 *
 * @param name in camel case, such as {@code stepSize}
 * @param standard the value if none is given; NaN if it must be given
 * @param range the values allowed
 * @param whole whether only whole numbers are allowed
 * @param doc what it does and where the standard comes from, one line
 */
public record AttackParameter(
    String name, double standard, Range range, boolean whole, String doc) {

  /** The most steps, restarts, tries or queries that any attack takes. */
  private static final int MOST = 1_000_000;

  /**
   * The values allowed.
   *
   * @param least the smallest
   * @param most the largest
   * @param zero whether 0 is allowed
   */
  public record Range(double least, double most, boolean zero) {

    boolean holds(double value) {
      return value >= least && value <= most && (zero || value != 0);
    }
  }

  /** A whole number from {@code least} to a million. */
  static AttackParameter count(String name, int standard, int least, String doc) {
    return new AttackParameter(name, standard, new Range(least, MOST, true), true, doc);
  }

  /** A number above 0 and at most {@code most}. */
  static AttackParameter positive(String name, double standard, double most, String doc) {
    return new AttackParameter(name, standard, new Range(0, most, false), false, doc);
  }

  /** A number in [0, most]. */
  static AttackParameter amount(String name, double standard, double most, String doc) {
    return new AttackParameter(name, standard, new Range(0, most, true), false, doc);
  }

  /** A step of either sign, at most the whole range of a pixel. */
  static AttackParameter signed(String name, double standard, String doc) {
    return new AttackParameter(name, standard, new Range(-1, 1, false), false, doc);
  }

  /** Where the random numbers of an attack come from; each row has a stream of its own. */
  static AttackParameter seed() {
    return new AttackParameter(
        "seed", 1, new Range(0, 1L << 53, true), true, "seed of the random numbers; rows differ");
  }

  /** Whether it has no standard value. */
  boolean required() {
    return Double.isNaN(standard);
  }

  /**
   * Checks a value.
   *
   * @throws IllegalArgumentException if it is out of range or not whole
   */
  double check(double value) {
    if (!range.holds(value) || (whole && value != Math.rint(value))) {
      throw new IllegalArgumentException(
          "%s must be %s, was %s".formatted(name, rule(), number(value)));
    }
    return value;
  }

  /** The values allowed, in words, such as {@code a whole number in [1, 1000000]}. */
  public String rule() {
    String kind = whole ? "a whole number" : "a number";
    return "%s in [%s, %s]%s"
        .formatted(
            kind, number(range.least()), number(range.most()), range.zero() ? "" : " and not 0");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf(value);
  }
}
