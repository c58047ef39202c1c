package io.reflux.standalone.report;

import io.reflux.schemas.avro.ReportedModel;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.ThreatModelResult;
import io.reflux.standalone.terminal.ModelNames;
import java.util.List;
import java.util.Locale;

/**
 * The worst case of one model within one threat model, as people read it.
 *
 * @param model what was attacked
 * @param within the largest change allowed
 * @param goal whether any other class will do
 * @param attacks how many attacks count
 * @param broken samples that at least one of them broke
 * @param rate their share
 * @param interval its 95 % Wilson interval, over samples
 * @param verdict what it says
 */
record ThreatRow(
    String model,
    String within,
    String goal,
    String attacks,
    String broken,
    String rate,
    String interval,
    String verdict) {

  static List<ThreatRow> of(RobustnessReport report) {
    return report.getModels().stream()
        .flatMap(model -> model.getThreatModels().stream().map(result -> of(model, result)))
        .toList();
  }

  private static ThreatRow of(ReportedModel model, ThreatModelResult result) {
    boolean attempted = result.getSamples() > 0;
    String verdict = result.getVerdict().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new ThreatRow(
        ModelNames.of(model.getRole(), model.getTemperature(), model.getModelId()),
        Limits.of(result.getNorm(), result.getBudget()),
        Limits.goal(result.getGoal()),
        Integer.toString(result.getAttackIds().size()),
        result.getBroken() + " of " + result.getSamples(),
        attempted ? Figures.percent(result.getRate()) : Figures.NONE,
        attempted ? Figures.interval(result.getWilsonLow(), result.getWilsonHigh()) : Figures.NONE,
        verdict.isEmpty() ? Figures.NONE : verdict);
  }
}
