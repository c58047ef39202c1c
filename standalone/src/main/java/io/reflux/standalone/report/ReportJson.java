package io.reflux.standalone.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.Warning;
import java.util.Comparator;
import java.util.List;

/**
 * {@code report.json}: the evaluator's report in a fixed order, and last the block {@code run} with
 * everything that belongs to one run alone. Without that block two runs that found the same thing
 * are equal byte by byte.
 */
final class ReportJson {

  private static final ObjectWriter WRITER =
      new JsonMapper()
          .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private static final String REQUEST = "requestEventId";

  private ReportJson() {}

  static String of(ExperimentResult result) {
    RobustnessReport report = result.report();
    ObjectNode json = AvroJson.of(report);
    json.remove(REQUEST);
    ArrayNode scores = json.putArray("scores");
    ScoreOrder.sorted(report).forEach(score -> scores.add(AvroJson.of(score)));
    ArrayNode warnings = json.putArray("warnings");
    sorted(report.getWarnings()).forEach(warning -> warnings.add(AvroJson.of(warning)));
    json.set("run", run(json.objectNode(), result));
    try {
      return WRITER.writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory cannot be written", e);
    }
  }

  private static ObjectNode run(ObjectNode run, ExperimentResult result) {
    run.put(REQUEST, result.report().getRequestEventId());
    run.put("startedAt", result.times().startedAt().toString());
    run.put("finishedAt", result.times().finishedAt().toString());
    run.put("seconds", result.times().duration().toMillis() / 1000.0);
    run.put("codeRevision", result.report().getMeta().getCodeRevision());
    run.put("java", System.getProperty("java.version"));
    run.put("operatingSystem", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    run.put("processors", Runtime.getRuntime().availableProcessors());
    return run;
  }

  private static List<Warning> sorted(List<Warning> warnings) {
    return warnings.stream()
        .sorted(
            Comparator.comparing(Warning::getSubject)
                .thenComparing(Warning::getCode)
                .thenComparing(Warning::getCause))
        .toList();
  }
}
