package io.reflux.standalone.report;

import java.util.Locale;
import java.util.Optional;

/** Numbers as people read them. */
final class Figures {

  /** What stands where there is no number. */
  static final String NONE = "\u2013";

  private Figures() {}

  /** A fraction as percent with two decimals: {@code 95.33 %}. */
  static String percent(double fraction) {
    return fixed(fraction * 100, 2) + " %";
  }

  /** A fraction as percent, or a dash. */
  static String percent(Optional<Double> fraction) {
    return fraction.map(Figures::percent).orElse(NONE);
  }

  /** An interval of fractions as percent with one decimal: {@code 93.8-96.5}. */
  static String interval(double low, double high) {
    return fixed(low * 100, 1) + NONE + fixed(high * 100, 1);
  }

  /** A number with that many decimals, or a dash. */
  static String fixed(Optional<Double> value, int decimals) {
    return value.map(number -> fixed(number, decimals)).orElse(NONE);
  }

  /** A number with that many decimals, whatever the locale. */
  static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
