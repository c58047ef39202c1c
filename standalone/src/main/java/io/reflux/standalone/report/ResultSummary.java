package io.reflux.standalone.report;

import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.Warning;
import io.reflux.standalone.terminal.TextTable;
import io.reflux.standalone.terminal.TextTable.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The result of an experiment in plain text, for the end of a run. */
public final class ResultSummary {

  private ResultSummary() {}

  /** The tables, the verdict and the warnings, line by line. */
  public static List<String> of(RobustnessReport report) {
    List<String> lines = new ArrayList<>();
    lines.addAll(models(report).lines());
    lines.add("");
    List<ScoreRow> scores = ScoreRow.of(report);
    if (!scores.isEmpty()) {
      lines.addAll(scores(scores).lines());
      PublishedFigures.of(report).footnote(scores).ifPresent(lines::add);
      lines.add("");
    }
    List<DistanceRow> others = DistanceRow.of(report);
    if (!others.isEmpty()) {
      lines.addAll(ThreatTables.attacks(others).lines());
      lines.add("");
      lines.addAll(ThreatTables.worstCases(ThreatRow.of(report)).lines());
      lines.add("");
    }
    lines.add("Verdict: " + Verdicts.headline(report.getVerdict()) + ".");
    if (!report.getVerdictEvidence().isEmpty()) {
      lines.add(report.getVerdictEvidence());
    }
    lines.addAll(warnings(report));
    return lines;
  }

  private static TextTable models(RobustnessReport report) {
    TextTable table =
        new TextTable(
            List.of(
                Column.left("model"),
                Column.right("accuracy"),
                Column.right("paper"),
                Column.right("mean |Z|"),
                Column.right("worst case"),
                Column.left("verdict")));
    for (ModelRow row : ModelRow.of(report)) {
      table.add(
          List.of(
              row.model(),
              row.accuracy(),
              row.published(),
              row.logits(),
              row.worstCase(),
              row.verdict()));
    }
    return table;
  }

  private static TextTable scores(List<ScoreRow> rows) {
    TextTable table =
        new TextTable(
            List.of(
                Column.left("model"),
                Column.left("attack"),
                Column.right("success"),
                Column.right("95 %"),
                Column.right("paper"),
                Column.right("features"),
                Column.right("robustness"),
                Column.right("at most"),
                Column.right("pairs")));
    for (ScoreRow row : rows) {
      table.add(
          List.of(
              row.model(),
              row.attack(),
              row.success(),
              row.interval(),
              row.published(),
              row.features(),
              row.robustness(),
              row.ceiling(),
              row.pairs()));
    }
    return table;
  }

  /** Each cause once, with the models it was found on. */
  private static List<String> warnings(RobustnessReport report) {
    WarningSubjects subjects = new WarningSubjects(report);
    Map<String, Set<String>> models = new LinkedHashMap<>();
    for (Warning warning : report.getWarnings()) {
      Set<String> names = models.computeIfAbsent(warning.getCause(), c -> new LinkedHashSet<>());
      subjects.model(warning).ifPresent(names::add);
    }
    return models.entrySet().stream()
        .map(
            warning ->
                "Beware: %s (%s)"
                    .formatted(warning.getKey(), String.join(", ", warning.getValue()))
                    .replace(" ()", ""))
        .toList();
  }
}
