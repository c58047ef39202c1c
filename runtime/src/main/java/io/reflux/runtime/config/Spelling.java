package io.reflux.runtime.config;

import java.util.Arrays;

/** How far apart two spellings are: the Levenshtein distance. */
final class Spelling {

  /** Names further apart than this many edits are not taken for the same word. */
  static final int LARGEST_SLIP = 4;

  private Spelling() {}

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
