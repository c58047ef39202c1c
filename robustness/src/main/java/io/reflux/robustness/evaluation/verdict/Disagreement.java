package io.reflux.robustness.evaluation.verdict;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import io.reflux.robustness.evaluation.rows.AttackRows;
import io.reflux.robustness.evaluation.rows.BoundaryResult;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two sides within one boundary, of which one succeeds far less though it should not.
 *
 * @param weak who fails
 * @param strong who succeeds
 */
public record Disagreement(AttackEvidence weak, AttackEvidence strong) {

  /** The widest first; names break ties, so that the order of the attacks leaves no trace. */
  private static final Comparator<Disagreement> WIDEST_FIRST =
      comparingDouble((Disagreement pair) -> -pair.margin())
          .thenComparing(comparing(pair -> pair.weak().names()))
          .thenComparing(comparing(pair -> pair.strong().names()));

  /**
   * Attacks whose gradients their number type can take away, each against every other attack with
   * the whole budget; those of at least {@link VerdictRules#MASKING_MARGIN}, the widest first.
   */
  public static List<Disagreement> ofNumberTypes(BoundaryResult result) {
    List<AttackEvidence> all = evidence(result, result.atFullBudget());
    return widest(
        evidence(result, result.atFullBudget(attack -> attack.spec().mode().limitedByNumberType()))
            .stream()
            .flatMap(naive -> all.stream().map(other -> new Disagreement(naive, other))));
  }

  /**
   * All attacks that follow exact gradients together, against every attack that takes one step,
   * only asks the model, or was made on another one; the widest first.
   */
  static List<Disagreement> ofGradients(BoundaryResult result) {
    List<AttackRows> following = result.atFullBudget(AttackRows::exactGradients);
    if (following.isEmpty()) {
      return List.of();
    }
    AttackEvidence together = AttackEvidence.together(result, following);
    List<AttackRows> others =
        result.atFullBudget(
            attack -> attack.spec().mode().traits().singleStep() || !attack.whiteBox());
    return widest(
        evidence(result, others).stream().map(other -> new Disagreement(together, other)));
  }

  private static List<Disagreement> widest(Stream<Disagreement> pairs) {
    return pairs
        .filter(pair -> pair.margin() >= VerdictRules.MASKING_MARGIN)
        .sorted(WIDEST_FIRST)
        .toList();
  }

  private static List<AttackEvidence> evidence(BoundaryResult result, List<AttackRows> attacks) {
    return attacks.stream().map(attack -> AttackEvidence.of(result, attack)).toList();
  }

  /** The distance between the intervals; negative where they overlap. */
  double margin() {
    return strong.interval().low() - weak.interval().high();
  }

  /** Both sides in words. */
  public String describe() {
    return "%s, but %s, both within %s"
        .formatted(weak.describe(), strong.describe(), weak.boundary().limit());
  }
}
