package io.reflux.robustness.evaluation.verdict;

import static java.util.Comparator.comparing;

import io.reflux.robustness.evaluation.rows.BoundaryResult;
import io.reflux.robustness.evaluation.rows.ModelAttacks;
import io.reflux.robustness.evaluation.verdict.JudgedModel.Role;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rules that turn scores into verdicts.
 *
 * <p>Attacks are judged within each boundary (norm, finite budget, goal) that one of them has. An
 * attack is <em>held off</em> at {@link #ROBUST_LIMIT} when the upper end of its interval does not
 * exceed it, and <em>breaks</em> the model when the lower end does; between them it is undecided.
 * Within a boundary the first rule that applies decides:
 *
 * <ol>
 *   <li>{@link Verdict#GRADIENT_MASKING}: an attack that its number type limits is held off, and
 *       another attack succeeds far more, by {@link #MASKING_MARGIN} between the ends of their
 *       intervals; or all attacks that follow exact gradients are held off together, and one that
 *       takes a single step, only asks the model, or was made on another model succeeds more by
 *       that much;
 *   <li>{@link Verdict#NOT_ROBUST}: an attack breaks the model, or all of them together do;
 *   <li>{@link Verdict#INCONCLUSIVE}: the model does not repeat itself, or gives something that is
 *       not a finite number;
 *   <li>{@link Verdict#ROBUST}: every attack is held off, and so are all of them together; among
 *       those held off is one that follows exact gradients and one that needs none, each within
 *       this boundary or a wider one; and the model classifies at least {@link #USEFUL_ACCURACY} of
 *       the test images correctly: one that always gives the same answer cannot be moved by any
 *       attack;
 *   <li>{@link Verdict#INCONCLUSIVE}: otherwise.
 * </ol>
 *
 * <p>A model has the most severe verdict of its boundaries, of the smallest budget that has it:
 * with an unlimited one every model breaks. So an attack without a budget decides nothing by its
 * success, but its distances count within every finite budget of another attack in its norm. And so
 * a model is robust only if it is within every boundary.
 *
 * <p>An experiment has the most severe verdict of the models it is about: those made elsewhere;
 * without them its students; without students its teachers; without those its baselines. A baseline
 * beside a student is there to be broken and decides nothing.
 *
 * <p>When it misleads: robust means robust against these attacks with these budgets, no more.
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

  /** The accuracy from which on there is something to defend. */
  public static final double USEFUL_ACCURACY = 0.5;

  private VerdictRules() {}

  /**
   * Judges one model.
   *
   * @param accuracy on the test images at T = 1, a fraction
   * @param attacks on it, in any order
   */
  public static Judgement judgeModel(double accuracy, ModelAttacks attacks) {
    List<Judgement> judgements =
        attacks.boundaries().stream()
            .map(result -> judgeBoundary(accuracy, attacks, result))
            .toList();
    Verdict worst = Verdict.worst(judgements.stream().map(Judgement::verdict).toList());
    return judgements.stream()
        .filter(judgement -> judgement.verdict() == worst)
        .findFirst()
        .orElseGet(() -> withoutBoundary(attacks));
  }

  /**
   * Judges one model within one of its boundaries.
   *
   * @param accuracy on the test images at T = 1, a fraction
   * @param attacks all on the model, in any order
   * @param result the boundary and what counts within it
   */
  public static Judgement judgeBoundary(
      double accuracy, ModelAttacks attacks, BoundaryResult result) {
    return new BoundaryRules(accuracy, attacks, result).judge();
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

  private static Judgement withoutBoundary(ModelAttacks attacks) {
    return new Judgement(
        Verdict.INCONCLUSIVE,
        attacks.attacks().isEmpty()
            ? "the model was not attacked"
            : "only attacks without a budget were run (%s), and with those every model breaks: read"
                    .formatted(
                        attacks.attacks().stream()
                            .map(attack -> attack.name())
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", ")))
                + " their distances, or add an attack with a budget");
  }
}
