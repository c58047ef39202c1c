package io.reflux.pipeline.experiment;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who mistyped a name most likely meant. */
public final class ClosestName {

  private static final int LONGEST_DISTANCE = 3;

  private ClosestName() {}

  /**
   * The known name nearest to a mistyped one by edit distance, letter case apart; empty if none is
   * near enough to be worth a question.
   */
  public static Optional<String> of(String mistyped, Collection<String> known) {
    int limit = Math.min(LONGEST_DISTANCE, Math.max(1, mistyped.length() / 2));
    return known.stream()
        .filter(name -> distance(mistyped, name) <= limit)
        .min(Comparator.comparingInt(name -> distance(mistyped, name)));
  }

  private static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
