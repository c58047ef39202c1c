package io.reflux.robustness.evaluation.verdict;

import io.reflux.robustness.evaluation.WilsonInterval;
import io.reflux.robustness.evaluation.rows.AttackRows;
import io.reflux.robustness.evaluation.rows.BoundaryResult;
import io.reflux.robustness.evaluation.rows.RowTable;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * How one attack, or several together, fared within a boundary, as far as a verdict looks at it.
 *
 * @param modes the attacks' names, such as {@code jsma-f-log}, at least one
 * @param boundary norm, budget and goal
 * @param successes rows that were reached within it; a row of an untargeted boundary is a sample
 * @param attempted rows
 */
public record AttackEvidence(
    List<String> modes, Boundary boundary, long successes, long attempted) {

  private static final double PERCENT = 100;

  /** Checks the counts. */
  public AttackEvidence {
    modes = List.copyOf(modes);
    if (modes.isEmpty()) {
      throw new IllegalArgumentException("modes must not be empty");
    }
    WilsonInterval.of(successes, attempted);
  }

  /** The evidence of one attack within a boundary in which it counts. */
  public static AttackEvidence of(BoundaryResult result, AttackRows attack) {
    return together(result, List.of(attack));
  }

  /** The evidence of several attacks together: a row is reached if one of them reaches it. */
  public static AttackEvidence together(BoundaryResult result, Collection<AttackRows> attacks) {
    RowTable rows = result.worstCase(attacks);
    return new AttackEvidence(
        attacks.stream().map(AttackRows::name).distinct().sorted().toList(),
        result.boundary(),
        rows.reached(),
        rows.attempted());
  }

  /** The names in words. */
  String names() {
    return String.join(", ", modes);
  }

  /** The 95 % interval of the success rate. */
  public WilsonInterval interval() {
    return WilsonInterval.of(successes, attempted);
  }

  /** Whether the success rate is surely not above {@link VerdictRules#ROBUST_LIMIT}. */
  boolean heldOff() {
    return interval().high() <= VerdictRules.ROBUST_LIMIT;
  }

  /** Whether the success rate is surely above {@link VerdictRules#ROBUST_LIMIT}. */
  boolean breaks() {
    return interval().low() > VerdictRules.ROBUST_LIMIT;
  }

  /** The evidence in words, such as {@code jsma-f-log succeeds on 80.4 % (362 of 450)}. */
  public String describe() {
    boolean several = modes.size() > 1;
    return attempted == 0
        ? "%s %s not attempted".formatted(names(), several ? "were" : "was")
        : String.format(
            Locale.ROOT,
            "%s %s on %.1f %% (%d of %d, 95 %% interval %.1f to %.1f %%)",
            names(),
            several ? "together succeed" : "succeeds",
            PERCENT * successes / attempted,
            successes,
            attempted,
            PERCENT * interval().low(),
            PERCENT * interval().high());
  }
}
