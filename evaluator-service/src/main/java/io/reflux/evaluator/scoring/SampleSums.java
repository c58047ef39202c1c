package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.evaluation.SampleCell;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the samples of an attack stand, kept apart by how many of their targets were attempted, so
 * that samples still under way can be left out of a metric. Adding commutes and can be undone.
 *
 * @param byAttempted sums of the samples with that many attempted targets; no sum is empty
 */
public record SampleSums(SortedMap<Integer, Sum> byAttempted) {

  /** No samples. */
  public static final SampleSums ZERO = new SampleSums(Collections.emptySortedMap());

  /** Copies the map without empty sums. */
  public SampleSums {
    SortedMap<Integer, Sum> sums = new TreeMap<>(byAttempted);
    sums.values().removeIf(Sum.ZERO::equals);
    byAttempted = Collections.unmodifiableSortedMap(sums);
  }

  /**
   * Some samples.
   *
   * @param samples how many they are
   * @param reached how many of them have a target that was reached
   * @param features the sum of the smallest L0 of those
   */
  public record Sum(int samples, int reached, long features) {

    static final Sum ZERO = new Sum(0, 0, 0);

    private Sum plus(Sum other) {
      return new Sum(
          Math.addExact(samples, other.samples),
          Math.addExact(reached, other.reached),
          Math.addExact(features, other.features));
    }

    private static Sum of(SampleCell cell, int sign) {
      return cell.anySuccess()
          ? new Sum(sign, sign, (long) sign * cell.minimumL0())
          : new Sum(sign, 0, 0);
    }
  }

  /** With one sample more. */
  public SampleSums plus(SampleCell cell) {
    return replaced(Optional.empty(), Optional.of(cell));
  }

  /** With one sample less: what undoes {@link #plus}. */
  public SampleSums minus(SampleCell cell) {
    return replaced(Optional.of(cell), Optional.empty());
  }

  /** With one sample in the place of another; an empty one is none. */
  SampleSums replaced(Optional<SampleCell> before, Optional<SampleCell> after) {
    SortedMap<Integer, Sum> sums = new TreeMap<>(byAttempted);
    before.ifPresent(cell -> sums.merge(cell.attempted(), Sum.of(cell, -1), Sum::plus));
    after.ifPresent(cell -> sums.merge(cell.attempted(), Sum.of(cell, 1), Sum::plus));
    return new SampleSums(sums);
  }

  /** The number of samples with at least one outcome. */
  public int seen() {
    return from(1).samples();
  }

  /** The number of samples without any reached target. */
  public int censored() {
    Sum all = from(1);
    return all.samples() - all.reached();
  }

  /**
   * The robustness metric of the samples that are done with.
   *
   * @param targets how many attempted targets a sample needs to be counted, 1 = any
   */
  public RobustnessMetric metric(int targets, AttackSetup setup) {
    Sum done = from(targets);
    int censored = done.samples() - done.reached();
    return new RobustnessMetric(
        done.features() + (long) censored * setup.maxFeatures(),
        done.samples(),
        censored,
        setup.maxFeatures(),
        setup.features());
  }

  private Sum from(int targets) {
    return byAttempted.tailMap(targets).values().stream().reduce(Sum.ZERO, Sum::plus);
  }
}
