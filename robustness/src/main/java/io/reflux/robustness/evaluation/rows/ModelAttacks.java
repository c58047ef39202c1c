package io.reflux.robustness.evaluation.rows;

import static java.util.Comparator.comparing;

import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.threat.Goal;
import io.reflux.robustness.threat.Norm;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All complete attacks on one model.
 *
 * @param attacks in any order
 */
public record ModelAttacks(List<AttackRows> attacks) {

  private static final Comparator<Boundary> ORDER =
      comparing(Boundary::norm).thenComparing(Boundary::budget).thenComparing(Boundary::goal);

  /** Copies the attacks. */
  public ModelAttacks {
    attacks = List.copyOf(attacks);
  }

  /** One result for each finite boundary that some attack has, by norm, budget and goal. */
  public List<BoundaryResult> boundaries() {
    return attacks.stream()
        .map(attack -> attack.spec().boundary())
        .filter(boundary -> !boundary.unbounded())
        .distinct()
        .sorted(ORDER)
        .map(this::within)
        .toList();
  }

  /** What counts within a boundary with a finite budget. */
  public BoundaryResult within(Boundary boundary) {
    return BoundaryResult.of(
        boundary, attacks.stream().filter(attack -> attack.countsWithin(boundary)).toList());
  }

  /**
   * The attacks that were given at least what a boundary gives, each where it can be compared: who
   * fails with more fails with less.
   */
  public List<BoundaryResult> givenAtLeast(Boundary boundary) {
    return attacks.stream()
        .filter(attack -> attack.givenAtLeast(boundary))
        .map(attack -> BoundaryResult.of(attack.comparedAt(boundary), List.of(attack)))
        .toList();
  }

  /**
   * The targeted L0 attacks within the largest of their finite budgets: the pairs over which the
   * distillation paper's measures are taken. Empty if there is no such attack.
   */
  public Optional<BoundaryResult> pairs() {
    return boundaries().stream()
        .filter(result -> result.boundary().norm() == Norm.L0)
        .filter(result -> result.boundary().goal() == Goal.TARGETED)
        .max(comparing(result -> result.boundary().budget()));
  }

  /** How many outcomes show that the model does not repeat itself. */
  public long unrepeatable() {
    return attacks.stream()
        .mapToLong(attack -> attack.score().sums().courses().unrepeatable())
        .sum();
  }

  /** How many searches met a logit or a derivative that is not a finite number. */
  public long notFinite() {
    return attacks.stream().mapToLong(a -> a.score().ended(EndReason.NON_FINITE)).sum();
  }

  /** The number of outcomes. */
  public long attempted() {
    return attacks.stream().mapToLong(attack -> attack.score().attempted()).sum();
  }
}
