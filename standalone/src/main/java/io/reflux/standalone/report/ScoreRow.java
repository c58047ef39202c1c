package io.reflux.standalone.report;

import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.standalone.terminal.ModelNames;
import java.util.List;

/**
 * One score of an attack with a target and a budget of features as people read it, the same in the
 * terminal and on the page.
 *
 * @param model what was attacked
 * @param attack with what
 * @param success share of pairs whose target was reached
 * @param interval its 95 % Wilson interval
 * @param published the paper's success rate
 * @param features mean number of features that a successful attack changed
 * @param robustness smallest change over the targets, failures counted at the ceiling
 * @param publishedRobustness the paper's
 * @param ceiling the highest value that robustness can show
 * @param pairs sample size; "n of m" while incomplete
 */
record ScoreRow(
    String model,
    String attack,
    String success,
    String interval,
    String published,
    String features,
    String robustness,
    String publishedRobustness,
    String ceiling,
    String pairs) {

  static List<ScoreRow> of(RobustnessReport report) {
    AttackTitles titles = new AttackTitles(report.getScores());
    PublishedFigures published = PublishedFigures.of(report);
    return ScoreOrder.sorted(report).stream()
        .filter(Limits::countsFeatures)
        .map(score -> of(score, titles.of(score.getAttackId()), published))
        .toList();
  }

  private static ScoreRow of(RobustnessScore score, String title, PublishedFigures published) {
    boolean attempted = score.getAttempted() > 0;
    return new ScoreRow(
        ModelNames.of(score.getRole(), score.getTemperature(), score.getModelId()),
        title,
        attempted ? Figures.percent(score.getSuccessRate()) : Figures.NONE,
        attempted ? Figures.interval(score.getWilsonLow(), score.getWilsonHigh()) : Figures.NONE,
        published.success(score),
        Figures.fixed(score.getMeanL0(), 1),
        Figures.percent(score.getRobustness()),
        Figures.percent(published.robustness(score)),
        Figures.percent(score.getRobustnessCeiling()),
        score.getComplete()
            ? Long.toString(score.getAttempted())
            : score.getAttempted() + " of " + score.getExpected());
  }
}
