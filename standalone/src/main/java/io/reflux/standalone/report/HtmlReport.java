package io.reflux.standalone.report;

import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.Verdict;
import io.reflux.schemas.avro.Warning;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code report.html}: one file that needs no other, no network and no script. Everything that came
 * from a topic is text and is escaped; the page forbids itself to load anything.
 */
final class HtmlReport {

  private final ExperimentResult result;
  private final RobustnessReport report;
  private final StringBuilder html = new StringBuilder();

  private HtmlReport(ExperimentResult result) {
    this.result = result;
    this.report = result.report();
  }

  static String of(ExperimentResult result) {
    return new HtmlReport(result).build();
  }

  private String build() {
    head();
    header();
    verdict();
    chart();
    add(ReportTables.scores(report));
    add(ThreatTables.html(DistanceRow.of(report), ThreatRow.of(report)));
    add(ReportTables.endReasons(report));
    add(ReportTables.models(report));
    warnings();
    images();
    provenance();
    html.append("</main>\n</body>\n</html>\n");
    return html.toString();
  }

  private void head() {
    add(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src 'unsafe-inline'; img-src data:">
        <title>""");
    add(Markup.escape(title()) + " - Reflux</title>\n<style>\n" + styleSheet() + "</style>\n");
    add("</head>\n<body>\n<main>\n");
  }

  private void header() {
    add("<h1>" + Markup.escape(title()) + "</h1>\n<p class=\"sub\">");
    add(Markup.escape(dataset()) + " &middot; " + report.getModels().size() + " models &middot; ");
    add(pairs() + " attacked pairs &middot; experiment " + Markup.escape(report.getExperimentId()));
    add("</p>\n");
    if (report.getStatus() != ReportStatus.COMPLETED) {
      add(
          "<div class=\"verdict vulnerable\"><h2>"
              + report.getStatus().name().toLowerCase(Locale.ROOT));
      add("</h2><p>" + Markup.escape(report.getReason()) + "</p></div>\n");
    }
  }

  private void verdict() {
    Verdict verdict = report.getVerdict();
    String style =
        switch (verdict) {
          case GRADIENT_MASKING -> "masking";
          case NOT_ROBUST -> "vulnerable";
          case ROBUST -> "resisted";
          default -> "open";
        };
    add("<section class=\"verdict " + style + "\">\n<h2>" + Verdicts.headline(verdict) + "</h2>\n");
    add("<p>" + Verdicts.meaning(verdict) + "</p>\n");
    if (!report.getVerdictEvidence().isEmpty()) {
      add("<p>" + Markup.escape(report.getVerdictEvidence()) + "</p>\n");
    }
    add("</section>\n");
  }

  private void chart() {
    String chart = SuccessChart.of(Curves.of(report));
    if (!chart.isEmpty()) {
      add(
          "<h2>Success of each attack over the temperature</h2>\n<figure class=\"chart\">\n"
              + chart);
      add("</figure>\n<p class=\"note\">Lower is better for the defence. Bars are 95 % Wilson");
      add(
          " intervals over the attacked pairs of one training run; another training seed moves the");
      add(" points further than that.</p>\n");
    }
  }

  private void warnings() {
    if (report.getWarnings().isEmpty()) {
      return;
    }
    WarningSubjects subjects = new WarningSubjects(report);
    add("<h2>What may mislead</h2>\n<ul class=\"warnings\">\n");
    for (Warning warning : report.getWarnings()) {
      add("<li><b>" + Markup.escape(subject(subjects, warning)) + "</b>");
      for (String part : List.of(warning.getCause(), warning.getEvidence(), warning.getAdvice())) {
        add(part.isEmpty() ? "" : " " + Markup.sentence(part));
      }
      add("</li>\n");
    }
    add("</ul>\n");
  }

  private void images() {
    if (!result.images().isEmpty()) {
      add("<h2>Original, adversarial, difference</h2>\n<div class=\"sheet\">\n");
      add(ContactSheet.of(result.images()) + "</div>\n");
    }
  }

  private void provenance() {
    add("<h2>Where this comes from</h2>\n<dl>\n");
    entry("experiment", report.getExperimentId());
    entry("data set digest", report.getDataset().getDigest());
    entry("code", report.getMeta().getCodeRevision());
    entry("finished", result.times().finishedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    entry("took", result.times().duration().toSeconds() + " s");
    for (String source : PublishedFigures.of(report).sources()) {
      entry("published", source);
    }
    add("</dl>\n");
  }

  private void entry(String term, String text) {
    if (!text.isEmpty()) {
      add("<dt>" + term + "</dt><dd>" + Markup.escape(text) + "</dd>\n");
    }
  }

  private String title() {
    return report.getName().isEmpty() ? report.getExperimentId() : report.getName();
  }

  private String dataset() {
    String name = report.getDataset().getName();
    return name.isEmpty() ? "unknown data set" : name;
  }

  private long pairs() {
    return report.getScores().stream().mapToLong(score -> score.getAttempted()).sum();
  }

  private static String subject(WarningSubjects subjects, Warning warning) {
    List<String> parts = new ArrayList<>();
    subjects.model(warning).ifPresent(parts::add);
    subjects.attack(warning).ifPresent(parts::add);
    parts.add(warning.getCode());
    if (!warning.getScope().isEmpty()) {
      parts.add(warning.getScope());
    }
    return String.join(", ", parts) + ":";
  }

  private static String styleSheet() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      if (css == null) {
        throw new IllegalStateException("the program lacks its own file report.css");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the program's own file report.css", e);
    }
  }

  private void add(String text) {
    html.append(text);
  }
}
