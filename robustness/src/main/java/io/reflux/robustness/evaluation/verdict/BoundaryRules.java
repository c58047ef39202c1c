package io.reflux.robustness.evaluation.verdict;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.evaluation.rows.AttackRows;
import io.reflux.robustness.evaluation.rows.BoundaryResult;
import io.reflux.robustness.evaluation.rows.ModelAttacks;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Applies the rules of {@link VerdictRules} within one boundary. */
final class BoundaryRules {

  /** Names break ties, so that the order of the attacks leaves no trace. */
  private static final Comparator<AttackEvidence> STRONGEST_FIRST =
      comparingDouble((AttackEvidence attack) -> -attack.interval().low())
          .thenComparing(AttackEvidence::names);

  private final double accuracy;
  private final ModelAttacks all;
  private final BoundaryResult result;
  private final List<AttackEvidence> attacks;
  private final AttackEvidence together;

  /**
   * The rules within a boundary.
   *
   * @param accuracy of the model
   * @param all attacks on the model
   * @param result those that count within the boundary, at least one
   */
  BoundaryRules(double accuracy, ModelAttacks all, BoundaryResult result) {
    this.accuracy = accuracy;
    this.all = all;
    this.result = result;
    this.attacks =
        result.atFullBudget().stream()
            .map(attack -> AttackEvidence.of(result, attack))
            .sorted(STRONGEST_FIRST)
            .toList();
    this.together = AttackEvidence.together(result, result.attacks());
  }

  Judgement judge() {
    return masking()
        .or(this::broken)
        .or(this::unreliable)
        .or(this::undecided)
        .or(this::untested)
        .orElseGet(this::robust);
  }

  private Optional<Judgement> masking() {
    return lostToNumbers().or(this::lostToGradients);
  }

  private Optional<Judgement> lostToNumbers() {
    return heldOff(Disagreement.ofNumberTypes(result))
        .map(
            pair ->
                masking(
                    pair.describe()
                        + ": the first fails for want of a usable gradient, not of adversarial"
                        + " samples"));
  }

  private Optional<Judgement> lostToGradients() {
    return heldOff(Disagreement.ofGradients(result))
        .map(
            pair ->
                masking(
                    "%s: the gradient does not lead to what is there; %s"
                        .formatted(pair.describe(), zeroGradients())));
  }

  private String zeroGradients() {
    List<AttackRows> following = result.atFullBudget(AttackRows::exactGradients);
    long zero = following.stream().mapToLong(a -> a.score().ended(EndReason.ZERO_GRADIENT)).sum();
    long searches = following.stream().mapToLong(a -> a.score().attempted()).sum();
    return "%d of %d searches ended with a zero gradient".formatted(zero, searches);
  }

  private Optional<Judgement> broken() {
    return Stream.concat(attacks.stream(), Stream.of(together))
        .filter(AttackEvidence::breaks)
        .findFirst()
        .map(
            attack ->
                new Judgement(
                    Verdict.NOT_ROBUST,
                    "%s within %s".formatted(attack.describe(), result.boundary().limit())));
  }

  /** A model that no attack can be trusted on. */
  private Optional<Judgement> unreliable() {
    if (all.unrepeatable() > 0) {
      return inconclusive(
          ("the model gave other logits when asked again in %d of %d outcomes: attacks on one draw"
                  + " of its randomness say little, attack its average")
              .formatted(all.unrepeatable(), all.attempted()));
    }
    if (all.notFinite() > 0) {
      return inconclusive(
          "%d of %d searches met a logit or a gradient that is not a finite number"
              .formatted(all.notFinite(), all.attempted()));
    }
    return Optional.empty();
  }

  private Optional<Judgement> undecided() {
    return Stream.concat(attacks.stream(), Stream.of(together))
        .filter(attack -> !attack.heldOff())
        .findFirst()
        .flatMap(
            attack ->
                inconclusive(
                    attack.describe() + ": too few attempts to tell; attack more samples"));
  }

  /** A model that no attack breaks, but not every kind of attack was tried. */
  private Optional<Judgement> untested() {
    if (noneHeldOff(attack -> !attack.spec().mode().limitedByNumberType())) {
      return inconclusive(
          "only attacks on probabilities in a fixed number type were tried, which a model that"
              + " hides its gradients withstands: add "
              + exactAttack());
    }
    if (noneHeldOff(AttackRows::usesExactGradients)) {
      return inconclusive(
          "no attack that follows exact gradients was held off within %s: add %s"
              .formatted(result.boundary().limit(), exactAttack()));
    }
    if (noneHeldOff(AttackRows::needsNoGradients)) {
      return inconclusive(
          ("no attack that needs no gradients was held off within %s, so gradients that lead"
                  + " nowhere would not have been noticed: add %s")
              .formatted(result.boundary().limit(), attackWithoutGradients()));
    }
    return accuracy < VerdictRules.USEFUL_ACCURACY ? useless() : Optional.empty();
  }

  /** Whether no attack of a kind failed with at least this budget and at most this goal. */
  private boolean noneHeldOff(Predicate<AttackRows> kind) {
    return all.givenAtLeast(result.boundary()).stream()
        .filter(given -> given.attacks().stream().allMatch(kind))
        .noneMatch(given -> AttackEvidence.together(given, given.attacks()).heldOff());
  }

  private Optional<Judgement> useless() {
    return inconclusive(
        String.format(
            Locale.ROOT,
            "no attack succeeds, but the model classifies only %.1f %% of the test images correctly",
            100 * accuracy));
  }

  private Judgement robust() {
    AttackEvidence strongest =
        attacks.stream().min(comparing(a -> a, STRONGEST_FIRST)).orElse(together);
    return new Judgement(
        Verdict.ROBUST,
        "no attack exceeds the limit of 10 %%: %s within %s"
            .formatted(strongest.describe(), result.boundary().limit()));
  }

  private String exactAttack() {
    return switch (result.boundary().norm()) {
      case L0 -> "jsma-f-log or jsma-t";
      case L2 -> "pgd-l2 or cw-l2";
      case LINF -> "pgd-linf-margin or apgd-linf-ce";
    };
  }

  private String attackWithoutGradients() {
    return switch (result.boundary().norm()) {
      case L0 -> "sparse-rs";
      case L2 -> "square-l2";
      case LINF -> "square-linf";
    };
  }

  private static Optional<Disagreement> heldOff(List<Disagreement> pairs) {
    return pairs.stream().filter(pair -> pair.weak().heldOff()).findFirst();
  }

  private static Judgement masking(String evidence) {
    return new Judgement(Verdict.GRADIENT_MASKING, evidence);
  }

  private static Optional<Judgement> inconclusive(String evidence) {
    return Optional.of(new Judgement(Verdict.INCONCLUSIVE, evidence));
  }
}
