package io.reflux.evaluator.reporting;

import io.reflux.evaluator.scoring.AnnouncedAttack;
import io.reflux.evaluator.scoring.AttackSetup;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.robustness.attack.spec.AttackTraits;
import io.reflux.robustness.attack.spec.Promise;
import io.reflux.robustness.evaluation.rows.RowTable;
import io.reflux.robustness.evaluation.rows.SuccessCurve;
import io.reflux.robustness.threat.Norm;
import io.reflux.schemas.avro.CurvePoint;
import io.reflux.schemas.avro.DistanceQuantiles;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.RobustnessScore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Fills in under which threat model a score was taken, and how far away what it found is. */
final class ThreatFields {

  private ThreatFields() {}

  static void fill(RobustnessScore.Builder score, PlannedAttack planned, ScoreUpdate update) {
    score.setNorm(planned.getNorm());
    score.setGoal(planned.getGoal());
    score.setKnowledge(planned.getKnowledge());
    score.setBudget(planned.getBudget().orElse(null));
    OptionalDouble queries = update.standing().score().meanQueries();
    score.setMeanQueries(queries.isPresent() ? queries.getAsDouble() : null);
    Optional<AnnouncedAttack> attack = update.standing().setup().map(AttackSetup::attack);
    attack.ifPresent(known -> fillAnnounced(score, known));
    if (attack.isPresent() && update.rows().isPresent()) {
      fillDistances(score, attack.get(), update.rows().get());
    }
  }

  /** The specification says it better than the plan's fields, which older plans lack. */
  private static void fillAnnounced(RobustnessScore.Builder score, AnnouncedAttack attack) {
    AttackTraits traits = attack.spec().mode().traits();
    double budget = attack.spec().budget();
    score.setNorm(attack.norm().label());
    score.setGoal(attack.spec().goal().label());
    score.setKnowledge(traits.knowledge().label());
    score.setBudget(Double.isInfinite(budget) ? null : budget);
    score.setVariant(attack.spec().variant());
    score.setPromise(traits.promise().name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static void fillDistances(
      RobustnessScore.Builder score, AnnouncedAttack attack, RowTable rows) {
    score.setDistances(
        io.reflux.robustness.evaluation.rows.DistanceQuantiles.of(rows)
            .map(ThreatFields::message)
            .orElse(null));
    boolean measured = attack.spec().mode().traits().promise() == Promise.SMALLEST;
    if (measured && attack.norm() != Norm.L0) {
      score.setCurve(curve(SuccessCurve.of(rows, attack.spec().budget())));
    }
  }

  private static DistanceQuantiles message(
      io.reflux.robustness.evaluation.rows.DistanceQuantiles quantiles) {
    return new DistanceQuantiles(
        quantiles.p05(), quantiles.p25(), quantiles.p50(), quantiles.p75(), quantiles.p95());
  }

  private static List<CurvePoint> curve(SuccessCurve curve) {
    return curve.points().stream()
        .map(point -> new CurvePoint(point.budget(), point.successes()))
        .toList();
  }
}
