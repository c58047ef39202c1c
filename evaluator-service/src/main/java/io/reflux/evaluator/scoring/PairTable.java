package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.SampleCell;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every pair of one model under one attack, or under several taken together.
 *
 * @param samples in ascending order of sample, each once
 */
public record PairTable(List<SamplePairs> samples) {

  /** No pair at all. */
  public static final PairTable EMPTY = new PairTable(List.of());

  /** Copies, and checks the order. */
  public PairTable {
    samples = List.copyOf(samples);
    for (int i = 1; i < samples.size(); i++) {
      if (samples.get(i - 1).sample() >= samples.get(i).sample()) {
        throw new IllegalArgumentException(
            "samples must ascend without repetition, %d came after %d"
                .formatted(samples.get(i).sample(), samples.get(i - 1).sample()));
      }
    }
  }

  /** The table of some outcomes, in any order, at most one per pair. */
  public static PairTable of(Collection<OutcomeSummary> outcomes) {
    Map<Integer, List<OutcomeSummary>> bySample = new TreeMap<>();
    for (OutcomeSummary outcome : outcomes) {
      bySample.computeIfAbsent(outcome.sample(), sample -> new ArrayList<>()).add(outcome);
    }
    return new PairTable(bySample.values().stream().map(SamplePairs::of).toList());
  }

  /**
   * Both attacks as one that reaches what either of them reaches: the worst case is taken pair by
   * pair, never as the better of two averages.
   */
  public PairTable or(PairTable other) {
    Map<Integer, SamplePairs> merged = new TreeMap<>();
    samples.forEach(pairs -> merged.put(pairs.sample(), pairs));
    other.samples.forEach(pairs -> merged.merge(pairs.sample(), pairs, SamplePairs::or));
    return new PairTable(List.copyOf(merged.values()));
  }

  /** The samples without the names of their targets, in the same order. */
  public List<SampleCell> cells() {
    return samples.stream().map(SamplePairs::cell).toList();
  }

  /** The number of pairs. */
  public long attempted() {
    return cells().stream().mapToLong(SampleCell::attempted).sum();
  }

  /** The number of pairs whose target was reached. */
  public long reached() {
    return cells().stream().mapToLong(SampleCell::successes).sum();
  }
}
