package io.reflux.standalone.report;

import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.standalone.terminal.ModelNames;
import java.util.List;

/**
 * One score of an attack that is not the paper's kind, as people read it: within its own threat
 * model and with distances in its own norm.
 *
 * @param model what was attacked
 * @param attack with what
 * @param within the largest change allowed
 * @param goal whether any other class will do
 * @param success share of rows whose goal was reached
 * @param interval its 95 % Wilson interval
 * @param distance mean over the successes, in the norm of the attack
 * @param queries mean number of images asked about
 * @param rows sample size; "n of m" while incomplete
 */
record DistanceRow(
    String model,
    String attack,
    String within,
    String goal,
    String success,
    String interval,
    String distance,
    String queries,
    String rows) {

  static List<DistanceRow> of(RobustnessReport report) {
    return ScoreOrder.sorted(report).stream()
        .filter(score -> !Limits.countsFeatures(score))
        .map(DistanceRow::of)
        .toList();
  }

  private static DistanceRow of(RobustnessScore score) {
    boolean attempted = score.getAttempted() > 0;
    return new DistanceRow(
        ModelNames.of(score.getRole(), score.getTemperature(), score.getModelId()),
        AttackTitles.name(score),
        Limits.of(score.getNorm(), score.getBudget()),
        Limits.goal(score.getGoal()),
        attempted ? Figures.percent(score.getSuccessRate()) : Figures.NONE,
        attempted ? Figures.interval(score.getWilsonLow(), score.getWilsonHigh()) : Figures.NONE,
        Limits.distance(score),
        Figures.fixed(score.getMeanQueries(), 0),
        score.getComplete()
            ? Long.toString(score.getAttempted())
            : score.getAttempted() + " of " + score.getExpected());
  }
}
