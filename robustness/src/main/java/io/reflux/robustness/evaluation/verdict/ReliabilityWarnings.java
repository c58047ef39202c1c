package io.reflux.robustness.evaluation.verdict;

import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.evaluation.AttackScore;
import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.AttacksDisagree;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.CensoredMetric;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.EmptyMaps;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.InaccurateModel;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.SaturatedSoftmax;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.TooFewSamples;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.ZeroGradients;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/** Looks for reasons to doubt scores; each method returns those it finds, in a fixed order. */
public final class ReliabilityWarnings {

  private ReliabilityWarnings() {}

  /** The warnings on one attack's score; none before something was attempted. */
  public static List<ReliabilityWarning> ofScore(AttackScore score, RobustnessMetric metric) {
    if (score.attempted() == 0) {
      return List.of();
    }
    List<ReliabilityWarning> warnings = new ArrayList<>();
    if (score.shareEnded(EndReason.ZERO_GRADIENT) >= ZeroGradients.THRESHOLD) {
      warnings.add(new ZeroGradients(score.ended(EndReason.ZERO_GRADIENT), score.attempted()));
    }
    if (score.shareEnded(EndReason.EMPTY_MAP) >= EmptyMaps.THRESHOLD) {
      warnings.add(new EmptyMaps(score.ended(EndReason.EMPTY_MAP), score.attempted()));
    }
    if (metric.samples() < TooFewSamples.THRESHOLD) {
      warnings.add(new TooFewSamples(metric.samples()));
    }
    if (metric.censoredShare() >= CensoredMetric.THRESHOLD) {
      warnings.add(new CensoredMetric(metric));
    }
    return List.copyOf(warnings);
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
   * The warning on all attacks on a model together: the widest disagreement, if there is one of at
   * least {@link VerdictRules#MASKING_MARGIN}. It is given whatever the verdict is: a student at a
   * moderate temperature is broken by the paper's attack and still looks better than it is.
   */
  public static List<ReliabilityWarning> ofAttacks(Collection<AttackEvidence> attacks) {
    return Disagreement.among(attacks).stream()
        .limit(1)
        .<ReliabilityWarning>map(pair -> new AttacksDisagree(pair.paper(), pair.other()))
        .toList();
  }
}
