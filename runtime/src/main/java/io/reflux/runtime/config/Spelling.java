package io.reflux.runtime.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who misspelt a name most likely meant, by the Levenshtein distance. */
public final class Spelling {

  private static final int LARGEST_SLIP = 3;

  private Spelling() {}

  /**
   * The known name nearest to a misspelt one, letter case apart; empty if none is near enough to be
   * worth a question.
   */
  public static Optional<String> closest(String misspelt, Collection<String> known) {
    int slip = Math.min(LARGEST_SLIP, Math.max(1, misspelt.length() / 2));
    String given = misspelt.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> Math.abs(name.length() - given.length()) <= slip)
        .filter(name -> distance(given, name.toLowerCase(Locale.ROOT)) <= slip)
        .min(Comparator.comparingInt(name -> distance(given, name.toLowerCase(Locale.ROOT))));
  }

  /** The least number of inserted, deleted and replaced characters that turn one into the other. */
  static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    Arrays.setAll(previous, column -> column);
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                previous[column - 1] + replaced,
                1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
