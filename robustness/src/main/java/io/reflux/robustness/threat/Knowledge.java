package io.reflux.robustness.threat;

/** What the attacker sees of the model, from most to least. */
public enum Knowledge {
  /** Weights, and so every gradient. */
  WHITE_BOX("white-box"),
  /** The scores of all classes for any image asked about. */
  SCORE("score"),
  /** The winning class for any image asked about. */
  DECISION("decision"),
  /** Nothing: the attack is made on another model. */
  TRANSFER("transfer");

  private final String label;

  Knowledge(String label) {
    this.label = label;
  }

  /** The name in records and reports, such as {@code white-box}. */
  public String label() {
    return label;
  }

  /** Whether an attacker who sees this much can do whatever one with the other can. */
  public boolean covers(Knowledge other) {
    return compareTo(other) <= 0;
  }
}
