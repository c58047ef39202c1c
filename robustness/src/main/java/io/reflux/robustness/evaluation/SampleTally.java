package io.reflux.robustness.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The outcomes of one sample under one attack, as something that can be added to and subtracted
 * from. A minimum alone could not be taken back, so successes are counted per number of changed
 * features.
 *
 * @param attempted outcomes
 * @param successesByL0 how many successes changed that many features; no entry is 0
 */
public record SampleTally(int attempted, SortedMap<Integer, Integer> successesByL0) {

  /** The tally of nothing. */
  public static final SampleTally ZERO = new SampleTally(0, Collections.emptySortedMap());

  /** Copies the map without its zeros. */
  public SampleTally {
    SortedMap<Integer, Integer> counts = new TreeMap<>(successesByL0);
    counts.values().removeIf(count -> count == 0);
    successesByL0 = Collections.unmodifiableSortedMap(counts);
  }

  /** With one outcome more; of the sample, only its success and L0 are looked at. */
  public SampleTally plus(OutcomeSummary outcome) {
    return changed(outcome, 1);
  }

  /** With one outcome less: what undoes {@link #plus}. */
  public SampleTally minus(OutcomeSummary outcome) {
    return changed(outcome, -1);
  }

  /** The number of successes. */
  public int successes() {
    return successesByL0.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * The tally in eight bytes.
   *
   * @throws IllegalArgumentException if nothing was attempted, or a correction is under way and a
   *     count is negative
   */
  public SampleCell cell(int sample) {
    for (Map.Entry<Integer, Integer> entry : successesByL0.entrySet()) {
      if (entry.getValue() < 0) {
        throw new IllegalArgumentException(
            "successes with %d features must be >= 0, were %d"
                .formatted(entry.getKey(), entry.getValue()));
      }
    }
    return new SampleCell(
        sample,
        attempted,
        successes(),
        successesByL0.isEmpty() ? SampleCell.NO_SUCCESS : successesByL0.firstKey());
  }

  private SampleTally changed(OutcomeSummary outcome, int change) {
    SortedMap<Integer, Integer> counts = new TreeMap<>(successesByL0);
    if (outcome.success()) {
      counts.merge(outcome.distortion().l0(), change, Math::addExact);
    }
    return new SampleTally(Math.addExact(attempted, change), counts);
  }
}
