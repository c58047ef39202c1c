package io.reflux.robustness.evaluation.warning;

import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.attack.spec.AttackTraits;
import io.reflux.robustness.attack.spec.Promise;
import io.reflux.robustness.evaluation.AttackScore;
import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.evaluation.rows.ModelAttacks;
import io.reflux.robustness.evaluation.warning.AttackWarning.CensoredMetric;
import io.reflux.robustness.evaluation.warning.AttackWarning.EmptyMaps;
import io.reflux.robustness.evaluation.warning.AttackWarning.LossNotRising;
import io.reflux.robustness.evaluation.warning.AttackWarning.MoreStepsHelp;
import io.reflux.robustness.evaluation.warning.AttackWarning.NonFinite;
import io.reflux.robustness.evaluation.warning.AttackWarning.TooFewSamples;
import io.reflux.robustness.evaluation.warning.AttackWarning.UnboundedAttackFails;
import io.reflux.robustness.evaluation.warning.AttackWarning.ZeroGradients;
import io.reflux.robustness.evaluation.warning.ModelWarning.InaccurateModel;
import io.reflux.robustness.evaluation.warning.ModelWarning.RandomisedOutput;
import io.reflux.robustness.evaluation.warning.ModelWarning.SaturatedSoftmax;
import io.reflux.robustness.threat.Knowledge;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Looks for reasons to doubt scores; each method returns those it finds, in a fixed order. */
public final class ReliabilityWarnings {

  private ReliabilityWarnings() {}

  /**
   * The warnings on one attack's score; none before something was attempted.
   *
   * @param metric over the attacked samples; of an attack in another norm than L0 only the numbers
   *     of samples are looked at
   */
  public static List<ReliabilityWarning> ofScore(
      AttackSpec spec, AttackScore score, RobustnessMetric metric) {
    if (score.attempted() == 0) {
      return List.of();
    }
    List<ReliabilityWarning> warnings = new ArrayList<>(ofEndReasons(score));
    if (metric.samples() < TooFewSamples.THRESHOLD) {
      warnings.add(new TooFewSamples(metric.samples()));
    }
    warnings.addAll(ofBudget(spec, score, metric));
    warnings.addAll(ofCourses(spec, score));
    return List.copyOf(warnings);
  }

  private static List<ReliabilityWarning> ofEndReasons(AttackScore score) {
    List<ReliabilityWarning> warnings = new ArrayList<>();
    if (score.shareEnded(EndReason.ZERO_GRADIENT) >= ZeroGradients.THRESHOLD) {
      warnings.add(new ZeroGradients(score.ended(EndReason.ZERO_GRADIENT), score.attempted()));
    }
    if (score.shareEnded(EndReason.EMPTY_MAP) >= EmptyMaps.THRESHOLD) {
      warnings.add(new EmptyMaps(score.ended(EndReason.EMPTY_MAP), score.attempted()));
    }
    if (score.ended(EndReason.NON_FINITE) > 0) {
      warnings.add(new NonFinite(score.ended(EndReason.NON_FINITE), score.attempted()));
    }
    return warnings;
  }

  private static List<ReliabilityWarning> ofBudget(
      AttackSpec spec, AttackScore score, RobustnessMetric metric) {
    if (spec.mode().traits().promise() != Promise.SMALLEST) {
      return List.of();
    }
    if (spec.boundary().unbounded()) {
      if (spec.mode().transfers()) {
        return List.of();
      }
      long failed = score.attempted() - score.successes();
      return failed == 0 ? List.of() : List.of(new UnboundedAttackFails(failed, score.attempted()));
    }
    return metric.censoredShare() >= CensoredMetric.THRESHOLD
        ? List.of(new CensoredMetric(spec.boundary(), metric))
        : List.of();
  }

  private static List<ReliabilityWarning> ofCourses(AttackSpec spec, AttackScore score) {
    List<ReliabilityWarning> warnings = new ArrayList<>();
    long closing = score.sums().courses().stillClosing();
    if (searchesWithinBudget(spec)
        && closing > 0
        && closing >= MoreStepsHelp.THRESHOLD * score.attempted()) {
      warnings.add(new MoreStepsHelp(closing, score.attempted()));
    }
    long noCloser = score.sums().courses().noCloser();
    if (followsLoss(spec)
        && noCloser > 0
        && noCloser >= LossNotRising.THRESHOLD * score.attempted()) {
      warnings.add(new LossNotRising(noCloser, score.attempted()));
    }
    return warnings;
  }

  /** Whether it makes many tries on the model itself to get within a budget. */
  private static boolean searchesWithinBudget(AttackSpec spec) {
    AttackTraits traits = spec.mode().traits();
    return traits.promise() == Promise.WITHIN_BUDGET
        && !traits.singleStep()
        && traits.knowledge() != Knowledge.TRANSFER;
  }

  /** Whether it takes many steps along the gradient of a loss; a saliency map is none. */
  private static boolean followsLoss(AttackSpec spec) {
    AttackTraits traits = spec.mode().traits();
    return traits.knowledge() == Knowledge.WHITE_BOX
        && !traits.singleStep()
        && !spec.mode().saliency();
  }

  /**
   * The warnings on a model itself.
   *
   * @param accuracy on the test images at T = 1, a fraction
   * @param medianGap the median distance of the two largest logits; empty if not measured
   * @param samples how many test images there are, at least 1
   */
  public static List<ReliabilityWarning> ofModel(
      double accuracy, OptionalDouble medianGap, long samples) {
    List<ReliabilityWarning> warnings = new ArrayList<>();
    if (accuracy < InaccurateModel.THRESHOLD) {
      warnings.add(new InaccurateModel(accuracy, samples));
    }
    if (medianGap.orElse(0) >= SaturatedSoftmax.THRESHOLD) {
      warnings.add(new SaturatedSoftmax(medianGap.getAsDouble(), samples));
    }
    return List.copyOf(warnings);
  }

  /**
   * The warnings on all attacks on a model together. They are given whatever the verdict is: a
   * student at a moderate temperature is broken by the paper's attack and still looks better than
   * it is. On a model that does not repeat itself attacks contradict each other by chance, so there
   * only that is warned of.
   */
  public static List<ReliabilityWarning> ofAttacks(ModelAttacks attacks) {
    if (attacks.unrepeatable() > 0) {
      return List.of(new RandomisedOutput(attacks.unrepeatable(), attacks.attempted()));
    }
    List<ReliabilityWarning> warnings = new ArrayList<>();
    attacks.boundaries().forEach(result -> warnings.addAll(Contradictions.within(result)));
    warnings.addAll(Contradictions.ofBudgets(attacks));
    return List.copyOf(warnings);
  }
}
