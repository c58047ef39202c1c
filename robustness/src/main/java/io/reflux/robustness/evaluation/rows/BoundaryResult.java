package io.reflux.robustness.evaluation.rows;

import io.reflux.robustness.evaluation.SampleCell;
import io.reflux.robustness.evaluation.WilsonInterval;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * What the attacks on one model achieve together within one boundary: norm, budget and goal. A
 * sample is broken if any of them has an image of it there, by whatever means it was found. Attacks
 * that look for the smallest change are looked at with the boundary's budget; targeted attacks
 * count where no class is asked for; no norm counts in another.
 *
 * @param boundary norm, finite budget and goal
 * @param attacks all attacks that count within it
 * @param worstCase the worst case over them, row by row; where no class is asked for a row is a
 *     sample
 */
public record BoundaryResult(Boundary boundary, List<AttackRows> attacks, RowTable worstCase) {

  /** Copies the attacks. */
  public BoundaryResult {
    attacks = List.copyOf(attacks);
  }

  /**
   * What some attacks achieve together.
   *
   * @throws IllegalArgumentException if the budget is infinite, or an attack does not count within
   *     the boundary
   */
  public static BoundaryResult of(Boundary boundary, List<AttackRows> attacks) {
    if (boundary.unbounded()) {
      throw new IllegalArgumentException("budget must be finite: every model breaks without one");
    }
    for (AttackRows attack : attacks) {
      if (!attack.countsWithin(boundary)) {
        throw new IllegalArgumentException(
            "attacks must count within %s, %s does not"
                .formatted(boundary.describe(), attack.name()));
      }
    }
    return new BoundaryResult(boundary, attacks, worstCase(boundary, attacks));
  }

  /** The worst case, sample by sample. */
  public List<SampleCell> cells() {
    return worstCase.cells();
  }

  /** The number of attacked samples. */
  public int samples() {
    return cells().size();
  }

  /** The samples that some attack broke, with a targeted goal for at least one target. */
  public int broken() {
    return (int) cells().stream().filter(SampleCell::anySuccess).count();
  }

  /** The share of broken samples, in [0, 1]; empty without samples. */
  public OptionalDouble rate() {
    int samples = samples();
    return samples == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) broken() / samples);
  }

  /** The 95 % interval of {@link #rate}, over samples. */
  public WilsonInterval interval() {
    return WilsonInterval.of(broken(), samples());
  }

  /** The attacks that had the whole budget, so that what they leave counts as well. */
  public List<AttackRows> atFullBudget() {
    return attacks.stream().filter(attack -> attack.reachesAllOf(boundary)).toList();
  }

  /** The attacks of a kind that had the whole budget. */
  public List<AttackRows> atFullBudget(Predicate<AttackRows> kind) {
    return atFullBudget().stream().filter(kind).toList();
  }

  /** The worst case over some of the attacks. */
  public RowTable worstCase(Collection<AttackRows> some) {
    return worstCase(boundary, some);
  }

  /**
   * How many rows some attacks reach that others leave.
   *
   * @param some those that reach
   * @param others those that leave
   */
  public Excess excess(Collection<AttackRows> some, Collection<AttackRows> others) {
    RowTable reaching = worstCase(some);
    RowTable leaving = worstCase(others);
    BitSet both = reaching.attemptedPlaces();
    both.and(leaving.attemptedPlaces());
    BitSet reached = reaching.reachedPlaces();
    reached.and(both);
    reached.andNot(leaving.reachedPlaces());
    return new Excess(reached.cardinality(), both.cardinality());
  }

  private static RowTable worstCase(Boundary boundary, Collection<AttackRows> attacks) {
    return attacks.stream()
        .map(attack -> attack.rows().within(boundary))
        .reduce(RowTable.EMPTY, RowTable::or);
  }

  /**
   * Rows that one side reaches and the other leaves.
   *
   * @param rows how many they are
   * @param of how many rows both sides attacked
   */
  public record Excess(int rows, int of) {

    /** Their share, in [0, 1]; 0 if the sides have no row in common. */
    public double share() {
      return of == 0 ? 0 : (double) rows / of;
    }
  }
}
