package io.reflux.robustness.evaluation;

/**
 * One sample under one attack: all its targets in eight bytes.
 *
 * @param sample the sample's index in the test set, at least 0
 * @param attempted targets tried, 1 to 255
 * @param successes targets reached, 0 to {@code attempted}
 * @param minimumL0 the fewest changed features of a success, 0 to 65534; {@link #NO_SUCCESS} if
 *     there is none
 */
public record SampleCell(int sample, int attempted, int successes, int minimumL0) {

  /** Stands for the minimum of a sample without success. */
  public static final int NO_SUCCESS = 0xffff;

  private static final int MAXIMUM_TARGETS = 0xff;

  /** Checks the ranges, and that a minimum is there exactly when a success is. */
  public SampleCell {
    if (sample < 0) {
      throw new IllegalArgumentException("sample must be >= 0, was " + sample);
    }
    if (attempted < 1 || attempted > MAXIMUM_TARGETS) {
      throw new IllegalArgumentException("attempted must be in [1, 255], was " + attempted);
    }
    if (successes < 0 || successes > attempted) {
      throw new IllegalArgumentException(
          "successes must be in [0, attempted = %d], were %d".formatted(attempted, successes));
    }
    if (minimumL0 < 0 || minimumL0 > NO_SUCCESS) {
      throw new IllegalArgumentException("minimumL0 must be in [0, 65535], was " + minimumL0);
    }
    if ((minimumL0 == NO_SUCCESS) != (successes == 0)) {
      throw new IllegalArgumentException(
          "minimumL0 must be 65535 exactly without success, was %d with %d successes"
              .formatted(minimumL0, successes));
    }
  }

  /** Whether some target was reached. */
  public boolean anySuccess() {
    return successes > 0;
  }
}
