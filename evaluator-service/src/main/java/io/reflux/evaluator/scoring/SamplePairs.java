package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.SampleCell;
import java.util.BitSet;
import java.util.Collection;

/**
 * One sample under one attack, target by target: what the worst case over several attacks needs.
 *
 * @param sample index in the test set, at least 0
 * @param attempted classes that were a target
 * @param reached targets that were reached, out of {@code attempted}
 * @param minimumL0 fewest features changed by a success, {@link SampleCell#NO_SUCCESS} without one
 */
public record SamplePairs(int sample, BitSet attempted, BitSet reached, int minimumL0) {

  /** Copies, and checks that the counts are those of a sample. */
  public SamplePairs {
    attempted = copy(attempted);
    reached = copy(reached);
    BitSet beyond = copy(reached);
    beyond.andNot(attempted);
    if (!beyond.isEmpty()) {
      throw new IllegalArgumentException(
          "reached targets must have been attempted, %s were not".formatted(beyond));
    }
    new SampleCell(sample, attempted.cardinality(), reached.cardinality(), minimumL0);
  }

  /**
   * The pairs of one sample.
   *
   * @param outcomes at least one, all of the same sample, at most one per target
   */
  public static SamplePairs of(Collection<OutcomeSummary> outcomes) {
    BitSet attempted = new BitSet();
    BitSet reached = new BitSet();
    int minimumL0 = SampleCell.NO_SUCCESS;
    int sample = -1;
    for (OutcomeSummary outcome : outcomes) {
      sample = outcome.sample();
      attempted.set(outcome.target());
      if (outcome.success()) {
        reached.set(outcome.target());
        minimumL0 = Math.min(minimumL0, outcome.distortion().l0());
      }
    }
    return new SamplePairs(sample, attempted, reached, minimumL0);
  }

  @Override
  public BitSet attempted() {
    return copy(attempted);
  }

  @Override
  public BitSet reached() {
    return copy(reached);
  }

  /** The sample without the names of its targets. */
  public SampleCell cell() {
    return new SampleCell(sample, attempted.cardinality(), reached.cardinality(), minimumL0);
  }

  /** Both attacks on the sample as one that does what the better of them does, per target. */
  SamplePairs or(SamplePairs other) {
    if (other.sample != sample) {
      throw new IllegalArgumentException(
          "sample must be %d, was %d".formatted(sample, other.sample));
    }
    BitSet allAttempted = copy(attempted);
    allAttempted.or(other.attempted);
    BitSet allReached = copy(reached);
    allReached.or(other.reached);
    return new SamplePairs(sample, allAttempted, allReached, Math.min(minimumL0, other.minimumL0));
  }

  private static BitSet copy(BitSet bits) {
    return (BitSet) bits.clone();
  }
}
