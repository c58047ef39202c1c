package io.reflux.robustness.evaluation.verdict;

import io.reflux.robustness.attack.EndReason;
import io.reflux.robustness.evaluation.AttackScore;
import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.evaluation.quality.LogitStatistics;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.AttacksDisagree;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.CensoredMetric;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.EmptyMaps;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.SaturatedSoftmax;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.TooFewSamples;
import io.reflux.robustness.evaluation.verdict.ReliabilityWarning.ZeroGradients;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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
   * @param logits its logits' statistics
   * @param samples how many samples they are of, at least 1
   */
  public static List<ReliabilityWarning> ofModel(LogitStatistics logits, int samples) {
    boolean saturated = logits.saturatedSamples() >= SaturatedSoftmax.THRESHOLD * samples;
    return saturated
        ? List.of(new SaturatedSoftmax(logits.saturatedSamples(), samples, logits.gaps().median()))
        : List.of();
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
