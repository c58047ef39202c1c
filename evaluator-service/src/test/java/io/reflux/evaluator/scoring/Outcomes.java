package io.reflux.evaluator.scoring;

import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.evaluation.Distortion;
import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.experiment.PlannedAttack;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** Outcomes and announcements for tests of scores. */
public final class Outcomes {

  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Outcomes() {}

  public static OutcomeSummary reached(int sample, int target, int l0) {
    return new OutcomeSummary(
        sample,
        0,
        target,
        EndReason.SUCCESS,
        true,
        new Distortion(l0, Math.sqrt(l0), 1),
        OptionalDouble.of(-2),
        new OutcomeSummary.Course(41, 3.5, 0.75, -0.25, true));
  }

  public static OutcomeSummary missed(int sample, int target) {
    return new OutcomeSummary(
        sample,
        0,
        target,
        EndReason.ZERO_GRADIENT,
        false,
        Distortion.NONE,
        OptionalDouble.empty(),
        OutcomeSummary.Course.UNKNOWN);
  }

  public static AttackSetup setup(long expected) {
    return setup(expected, AttackSpec.of("jsma-f-log", 1, 112));
  }

  public static AttackSetup setup(long expected, AttackSpec spec) {
    String canonical = new PlannedAttack(spec, 100).canonical();
    return new AttackSetup(expected, AnnouncedAttack.parse(canonical), 784, START);
  }

  static Optional<ReportedOutcome> reported(OutcomeSummary summary, long seconds) {
    return Optional.of(new ReportedOutcome(summary, START.plusSeconds(seconds)));
  }
}
