package io.reflux.robustness.threat;

import java.util.Arrays;

/** What counts as success. */
public enum Goal {
  /** The model says a certain class that is not the label. */
  TARGETED("targeted"),
  /** The model says any class but the label. */
  UNTARGETED("untargeted");

  private final String label;

  Goal(String label) {
    this.label = label;
  }

  /** The name in requests and records, such as {@code untargeted}. */
  public String label() {
    return label;
  }

  /**
   * The goal of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Goal parse(String label) {
    return Arrays.stream(values())
        .filter(goal -> goal.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "goal must be targeted or untargeted, was '%s'".formatted(label)));
  }
}
