package io.reflux.standalone.report;

import io.reflux.standalone.terminal.TextTable;
import io.reflux.standalone.terminal.TextTable.Column;
import java.util.List;

/** The tables of attacks in any norm, and of what they achieve together, for both pages. */
final class ThreatTables {

  private static final List<Column> ATTACKS =
      List.of(
          Column.left("model"),
          Column.left("attack"),
          Column.left("within"),
          Column.left("goal"),
          Column.right("success"),
          Column.right("95 %"),
          Column.right("distance"),
          Column.right("queries"),
          Column.right("rows"));

  private static final List<Column> WORST_CASES =
      List.of(
          Column.left("model"),
          Column.left("within"),
          Column.left("goal"),
          Column.right("attacks"),
          Column.right("broken"),
          Column.right("rate"),
          Column.right("95 %"),
          Column.left("verdict"));

  private ThreatTables() {}

  /** Scores, one row each. */
  static TextTable attacks(List<DistanceRow> rows) {
    TextTable table = new TextTable(ATTACKS);
    rows.stream().map(ThreatTables::cells).forEach(table::add);
    return table;
  }

  /** Worst cases, one row for each model and threat model. */
  static TextTable worstCases(List<ThreatRow> rows) {
    TextTable table = new TextTable(WORST_CASES);
    rows.stream().map(ThreatTables::cells).forEach(table::add);
    return table;
  }

  /** Both as they are on the page; nothing if there are no such attacks. */
  static String html(List<DistanceRow> attacks, List<ThreatRow> worstCases) {
    if (attacks.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<h2>Attacks in other threat models</h2>\n");
    table(html, ATTACKS, attacks.stream().map(ThreatTables::cells).toList());
    html.append("<p class=\"note\">Within: the largest change allowed; any is no limit. Goal: any")
        .append(
            " class but the true one, or each of them in turn. Distance: how far successful images")
        .append(" are from their originals on average, in the norm of the attack; it measures")
        .append(
            " something where an attack looks for the smallest change. Queries: images that the")
        .append(" model was asked about, on average.</p>\n")
        .append("<h2>Worst case by threat model</h2>\n");
    table(html, WORST_CASES, worstCases.stream().map(ThreatTables::cells).toList());
    return html.append("<p class=\"note\">Broken: images that at least one of the attacks broke,")
        .append(" counted image by image and never across norms, with the 95 % Wilson interval")
        .append(" over images. With a target, an image is broken if one of its targets was")
        .append(" reached.</p>\n")
        .toString();
  }

  private static List<String> cells(DistanceRow row) {
    return List.of(
        row.model(),
        row.attack(),
        row.within(),
        row.goal(),
        row.success(),
        row.interval(),
        row.distance(),
        row.queries(),
        row.rows());
  }

  private static List<String> cells(ThreatRow row) {
    return List.of(
        row.model(),
        row.within(),
        row.goal(),
        row.attacks(),
        row.broken(),
        row.rate(),
        row.interval(),
        row.verdict());
  }

  private static void table(StringBuilder html, List<Column> columns, List<List<String>> rows) {
    html.append("<div class=\"scroll\"><table>\n<tr>");
    for (Column column : columns) {
      html.append(head(column)).append(column.title()).append("</th>");
    }
    html.append("</tr>\n");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int i = 0; i < columns.size(); i++) {
        html.append(left(columns.get(i)) ? "<td class=\"name\">" : "<td>")
            .append(Markup.escape(row.get(i)))
            .append("</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</table></div>\n");
  }

  private static String head(Column column) {
    return left(column) ? "<th scope=\"col\" class=\"name\">" : "<th scope=\"col\">";
  }

  private static boolean left(Column column) {
    return column.alignment() == TextTable.Alignment.LEFT;
  }
}
