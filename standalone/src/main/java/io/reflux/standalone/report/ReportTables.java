package io.reflux.standalone.report;

import io.reflux.schemas.avro.EndReason;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.standalone.terminal.ModelNames;
import java.util.List;

/** The tables of the page. */
final class ReportTables {

  private static final List<String> SCORE_COLUMNS =
      List.of(
          "model",
          "attack",
          "success",
          "95 %",
          "paper",
          "features",
          "robustness",
          "paper",
          "at most",
          "pairs");

  private static final List<String> MODEL_COLUMNS =
      List.of("model", "accuracy", "paper", "mean |Z|", "median gap", "worst case", "verdict");

  private static final List<EndReason> END_REASONS =
      List.of(
          EndReason.SUCCESS,
          EndReason.BUDGET,
          EndReason.EMPTY_MAP,
          EndReason.ZERO_GRADIENT,
          EndReason.EMPTY_DOMAIN,
          EndReason.NON_FINITE);

  private static final List<String> END_COLUMNS =
      List.of(
          "model",
          "attack",
          "success",
          "budget",
          "empty map",
          "zero gradient",
          "empty domain",
          "not finite");

  private ReportTables() {}

  /** Scores, one row each. */
  static String scores(RobustnessReport report) {
    List<ScoreRow> rows = ScoreRow.of(report);
    if (rows.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<h2>Results</h2>\n");
    open(html, SCORE_COLUMNS, 2);
    for (ScoreRow row : rows) {
      html.append("<tr>").append(name(row.model())).append(name(row.attack()));
      html.append("<td class=\"main\">").append(row.success()).append("</td>");
      cells(html, row.interval(), row.published(), row.features(), row.robustness());
      cells(html, row.publishedRobustness(), row.ceiling(), row.pairs());
      html.append("</tr>\n");
    }
    html.append("</table></div>\n");
    PublishedFigures.of(report)
        .footnote(rows)
        .ifPresent(
            note -> html.append("<p class=\"note\">").append(Markup.escape(note)).append("</p>\n"));
    return html.append(
            "<p class=\"note\">Success: share of (image, target class) pairs whose target was")
        .append(" reached within the budget, with its 95 % Wilson interval. Features: how many a")
        .append(" successful attack changed, on average. Robustness: smallest change over the")
        .append(" targets, as a share of the features, failures counted at the ceiling; it cannot")
        .append(" exceed &ldquo;at most&rdquo;.</p>\n")
        .toString();
  }

  /** How the attacks ended, one row per score. */
  static String endReasons(RobustnessReport report) {
    List<RobustnessScore> scores = ScoreOrder.sorted(report);
    if (scores.isEmpty()) {
      return "";
    }
    AttackTitles titles = new AttackTitles(scores);
    StringBuilder html = new StringBuilder("<h2>How the attacks ended</h2>\n");
    open(html, END_COLUMNS, 2);
    for (RobustnessScore score : scores) {
      html.append("<tr>")
          .append(name(ModelNames.of(score.getRole(), score.getTemperature(), score.getModelId())))
          .append(name(titles.of(score.getAttackId())));
      for (EndReason reason : END_REASONS) {
        html.append("<td>")
            .append(score.getReasons().getOrDefault(reason.name(), 0L))
            .append("</td>");
      }
      html.append("</tr>\n");
    }
    return html.append("</table></div>\n")
        .append("<p class=\"note\">A zero gradient, and on a saturated model an empty map, tell of")
        .append(" the attack's arithmetic and not of a robust model: the number that the attack")
        .append(" follows was rounded to nothing.</p>\n")
        .toString();
  }

  /** Models, one row each. */
  static String models(RobustnessReport report) {
    StringBuilder html = new StringBuilder("<h2>Models</h2>\n");
    open(html, MODEL_COLUMNS, 1);
    for (ModelRow row : ModelRow.of(report)) {
      html.append("<tr>").append(name(row.model()));
      html.append("<td class=\"main\">").append(row.accuracy()).append("</td>");
      cells(html, row.published(), row.logits(), row.gap(), row.worstCase(), row.verdict());
      html.append("</tr>\n");
    }
    return html.append("</table></div>\n")
        .append("<p class=\"note\">Worst case: share of pairs that at least one of the attacks")
        .append(
            " solved. Z are the logits; distillation at T makes them about T times larger, which")
        .append(" is what rounds the gradient of the softmax to zero.</p>\n")
        .toString();
  }

  private static void open(StringBuilder html, List<String> columns, int names) {
    html.append("<div class=\"scroll\"><table>\n<tr>");
    for (int i = 0; i < columns.size(); i++) {
      html.append(i < names ? "<th scope=\"col\" class=\"name\">" : "<th scope=\"col\">")
          .append(columns.get(i))
          .append("</th>");
    }
    html.append("</tr>\n");
  }

  private static String name(String text) {
    return "<td class=\"name\">" + Markup.escape(text) + "</td>";
  }

  private static void cells(StringBuilder html, String... texts) {
    for (String text : texts) {
      html.append("<td>").append(Markup.escape(text)).append("</td>");
    }
  }
}
