package io.reflux.robustness.evaluation.verdict;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import io.reflux.robustness.evaluation.verdict.JudgedModel.Role;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that turn scores into verdicts.
 *
 * <p>One attack <em>holds</em> off at {@link #ROBUST_LIMIT} when the upper end of its interval does
 * not exceed it, and <em>breaks</em> the model when the lower end does; between them it is
 * undecided. One model is judged by its attacks in this order:
 *
 * <ol>
 *   <li>{@link Verdict#GRADIENT_MASKING}: an attack of {@link #PAPER_MODES} holds, and another
 *       attack of the same budget succeeds far more, by {@link #MASKING_MARGIN} between the ends of
 *       their intervals;
 *   <li>{@link Verdict#NOT_ROBUST}: an attack breaks the model; the evidence names its budget, the
 *       smallest that does, since with an unlimited one every model breaks;
 *   <li>{@link Verdict#ROBUST}: every attack holds, one of them is not of the paper's modes, which
 *       cannot tell a robust model from one that hides its gradients, and the model classifies at
 *       least {@link #USEFUL_ACCURACY} of the test images correctly: one that always gives the same
 *       answer cannot be moved by any attack;
 *   <li>{@link Verdict#INCONCLUSIVE}: otherwise.
 * </ol>
 *
 * <p>An experiment has the most severe verdict of the models it is about: those made elsewhere;
 * without them its students; without students its teachers; without those its baselines. A baseline
 * beside a student is there to be broken and decides nothing.
 *
 * <p>When it misleads: robust means robust against these attacks with this budget, no more.
 */
public final class VerdictRules {

  /**
   * A success rate up to which a model counts as robust. The paper reports 0.45 % and 5.11 % as the
   * success of its defence, with intervals up to 6.8 %; 10 % lets both of its claims count.
   */
  public static final double ROBUST_LIMIT = 0.10;

  /**
   * How much more another attack must succeed to call it masking. Seeds and rounding move a rate by
   * some 6 points; masking moves it by 75 or more at T = 20 (80.4 % against 0.67 %).
   */
  public static final double MASKING_MARGIN = 0.20;

  /**
   * The modes that follow the gradient of softmax at T = 1 as numbers of a fixed width, and so lose
   * it when softmax saturates.
   */
  public static final Set<String> PAPER_MODES =
      Set.of("jsma-f-float32", "jsma-f-float32-jacobian", "jsma-f-float64");

  /** The accuracy from which on there is something to defend. */
  public static final double USEFUL_ACCURACY = 0.5;

  /** Names break ties, so that the order of the attacks leaves no trace. */
  private static final Comparator<AttackEvidence> STRONGEST_FIRST =
      comparingDouble((AttackEvidence attack) -> -attack.interval().low())
          .thenComparing(AttackEvidence::mode)
          .thenComparing(AttackEvidence::maxFeatures);

  private VerdictRules() {}

  /**
   * Judges one model.
   *
   * @param accuracy on the test images at T = 1, a fraction
   * @param attacks on it, in any order
   */
  public static Judgement judgeModel(double accuracy, Collection<AttackEvidence> attacks) {
    return masking(attacks)
        .or(() -> broken(attacks))
        .or(
            () ->
                robust(attacks)
                    .map(robust -> accuracy < USEFUL_ACCURACY ? useless(accuracy) : robust))
        .orElseGet(() -> inconclusive(attacks));
  }

  /** Judges an experiment by its judged models, in any order. */
  public static Judgement judgeExperiment(Collection<JudgedModel> models) {
    for (Role role : Role.values()) {
      List<JudgedModel> subjects = models.stream().filter(model -> model.role() == role).toList();
      Optional<JudgedModel> worst =
          subjects.stream()
              .sorted(comparing(JudgedModel::name))
              .max(comparing(model -> model.judgement().verdict()));
      if (worst.isPresent()) {
        return new Judgement(
            worst.get().judgement().verdict(),
            worst.get().name() + ": " + worst.get().judgement().evidence());
      }
    }
    return new Judgement(Verdict.INCONCLUSIVE, "no model was attacked");
  }

  private static Optional<Judgement> masking(Collection<AttackEvidence> attacks) {
    return Disagreement.among(attacks).stream()
        .filter(pair -> holds(pair.paper()))
        .findFirst()
        .map(
            pair ->
                new Judgement(
                    Verdict.GRADIENT_MASKING,
                    pair.describe()
                        + ": the first fails for want of a usable gradient, not of adversarial"
                        + " samples"));
  }

  private static Optional<Judgement> broken(Collection<AttackEvidence> attacks) {
    return attacks.stream()
        .filter(VerdictRules::breaks)
        .min(comparing(AttackEvidence::maxFeatures).thenComparing(STRONGEST_FIRST))
        .map(
            attack ->
                new Judgement(
                    Verdict.NOT_ROBUST,
                    "%s within %d features".formatted(attack.describe(), attack.maxFeatures())));
  }

  private static Optional<Judgement> robust(Collection<AttackEvidence> attacks) {
    boolean strongAttack =
        attacks.stream().anyMatch(attack -> !PAPER_MODES.contains(attack.mode()));
    if (!strongAttack || !attacks.stream().allMatch(VerdictRules::holds)) {
      return Optional.empty();
    }
    return attacks.stream()
        .min(STRONGEST_FIRST)
        .map(
            attack ->
                new Judgement(
                    Verdict.ROBUST,
                    "no attack exceeds the limit of 10 %%: %s within %d features"
                        .formatted(attack.describe(), attack.maxFeatures())));
  }

  private static Judgement useless(double accuracy) {
    return new Judgement(
        Verdict.INCONCLUSIVE,
        String.format(
            Locale.ROOT,
            "no attack succeeds, but the model classifies only %.1f %% of the test images correctly",
            100 * accuracy));
  }

  private static Judgement inconclusive(Collection<AttackEvidence> attacks) {
    Optional<AttackEvidence> undecided =
        attacks.stream().filter(attack -> !holds(attack)).min(STRONGEST_FIRST);
    String evidence;
    if (attacks.isEmpty()) {
      evidence = "the model was not attacked";
    } else if (undecided.isPresent()) {
      evidence = undecided.get().describe() + ": too few attempts to tell; attack more samples";
    } else {
      evidence =
          "only the paper's own attack was tried, which a model that hides its gradients"
              + " withstands: add jsma-f-log or jsma-t";
    }
    return new Judgement(Verdict.INCONCLUSIVE, evidence);
  }

  private static boolean holds(AttackEvidence attack) {
    return attack.interval().high() <= ROBUST_LIMIT;
  }

  private static boolean breaks(AttackEvidence attack) {
    return attack.interval().low() > ROBUST_LIMIT;
  }
}
