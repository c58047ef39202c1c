package io.reflux.robustness.evaluation.verdict;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Two attacks of the same budget on one model, of which the paper's succeeds far less.
 *
 * @param paper an attack of {@link VerdictRules#PAPER_MODES}
 * @param other another attack within the same budget
 */
record Disagreement(AttackEvidence paper, AttackEvidence other) {

  /** The widest first; names break ties, so that the order of the attacks leaves no trace. */
  private static final Comparator<Disagreement> WIDEST_FIRST =
      comparingDouble((Disagreement pair) -> -pair.margin())
          .thenComparing(comparing(pair -> pair.paper().mode()))
          .thenComparing(comparing(pair -> pair.other().mode()));

  /** All disagreements of at least {@link VerdictRules#MASKING_MARGIN}, the widest first. */
  static List<Disagreement> among(Collection<AttackEvidence> attacks) {
    return attacks.stream()
        .filter(attack -> VerdictRules.PAPER_MODES.contains(attack.mode()))
        .flatMap(paper -> attacks.stream().map(other -> new Disagreement(paper, other)))
        .filter(pair -> pair.paper().maxFeatures() == pair.other().maxFeatures())
        .filter(pair -> pair.margin() >= VerdictRules.MASKING_MARGIN)
        .sorted(WIDEST_FIRST)
        .toList();
  }

  /** The distance between the intervals; negative where they overlap. */
  double margin() {
    return other.interval().low() - paper.interval().high();
  }

  String describe() {
    return "%s, but %s, both within %d features"
        .formatted(paper.describe(), other.describe(), paper.maxFeatures());
  }
}
