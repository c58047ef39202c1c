package io.reflux.pipeline.experiment.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the mistakes of one text, so that all of them can be told at once. */
public final class Problems {

  private static final int MOST = 100;

  private final String source;
  private final YamlNode root;
  private final List<Problem> found = new ArrayList<>();

  /** No mistakes yet in a text. */
  public Problems(String source, YamlNode root) {
    this.source = source;
    this.root = root;
  }

  /**
   * Adds a mistake about a key, at the key's place in the text or at that of the nearest key above
   * it that the text has. One mistake per key is told: another about it, or about the block that it
   * stands in, follows from the first. Nobody reads more than a hundred; the rest is not told.
   */
  public void add(KeyPath key, String message) {
    String name = key.toString();
    if (found.size() < MOST && found.stream().noneMatch(problem -> isWithin(problem.key(), name))) {
      found.add(new Problem(source, key.locate(root), name, message));
    }
  }

  /**
   * Ends the reading if anything is wrong.
   *
   * @throws InvalidExperimentException with all mistakes in the order of the text
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidExperimentException(
          found.stream()
              .sorted(
                  Comparator.comparingInt((Problem problem) -> problem.location().line())
                      .thenComparingInt(problem -> problem.location().column()))
              .toList());
    }
  }

  private static boolean isWithin(String key, String block) {
    return key.equals(block) || key.startsWith(block + ".");
  }
}
