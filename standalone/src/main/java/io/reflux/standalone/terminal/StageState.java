package io.reflux.standalone.terminal;

/**
 * How far a stage is.
 *
 * @param stage which one
 * @param fraction the share of its work that is done, in [0, 1]; 0 while the plan is not known
 * @param done units finished, 0 or more
 * @param total units in all; 0 while the plan is not known or if the stage has nothing to do
 * @param unit what is counted, in the plural
 * @param detail what is being done right now, in a few words; may be empty
 */
public record StageState(
    Stage stage, double fraction, long done, long total, String unit, String detail) {

  /** Checks the ranges. */
  public StageState {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException("fraction must be in [0, 1], was " + fraction);
    }
  }

  /** Whole percent, rounded down, so that 100 means done. */
  public int percent() {
    return (int) Math.floor(fraction * 100 + 1e-9);
  }

  /** How much of it is done, in words: {@code 3 of 6 models}. */
  public String count() {
    if (total == 0) {
      return fraction == 1 ? "nothing to do" : "";
    }
    return done + " of " + total + " " + unit;
  }
}
