package io.reflux.benchmarks.streaming;

import io.reflux.evaluator.EvaluatorService;
import io.reflux.runtime.settings.ProcessingGuarantee;
import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.topic.Topics;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The evaluator as a service of its own: topology, live view and HTTP server. It is done when it
 * has written the report of every experiment, which takes every outcome.
 */
final class EvaluatorContestant implements Contestant {

  static final String GROUP = "reflux-evaluator";

  private final Platform platform;
  private final Workload workload;
  private final Deserializer<RobustnessReport> values;
  private final Map<String, RobustnessReport> reports = new HashMap<>();

  EvaluatorContestant(Platform platform, Workload workload) {
    this.platform = platform;
    this.workload = workload;
    this.values = Topics.ROBUSTNESS_REPORTS.valueSerde(platform.registry()).deserializer();
  }

  @Override
  public String name() {
    return "evaluator";
  }

  @Override
  public String group() {
    return GROUP;
  }

  @Override
  public Running start(ProcessingGuarantee guarantee) {
    reports.clear();
    return new RunningEvaluator(
        run(platform, guarantee), new TopicReader(platform, Topics.ROBUSTNESS_REPORTS.name(), 1));
  }

  /** Starts the service with the defaults of an ordinary run. */
  static EvaluatorService run(Platform platform, ProcessingGuarantee guarantee) {
    EvaluatorService service = EvaluatorService.assemble(platform.environment(guarantee));
    service.start(
        failure -> {
          failure.printStackTrace();
          Runtime.getRuntime().halt(1);
        });
    return service;
  }

  @Override
  public void finish() throws IOException, InterruptedException {
    long counted =
        reports.values().stream()
            .filter(report -> report.getStatus() == ReportStatus.COMPLETED)
            .flatMap(report -> report.getScores().stream())
            .mapToLong(RobustnessScore::getAttempted)
            .sum();
    if (counted != workload.outcomes()) {
      throw new IllegalStateException(
          "reports must count %d outcomes, counted %d".formatted(workload.outcomes(), counted));
    }
    platform.forget(GROUP);
    platform.empty(List.of(Topics.ROBUSTNESS_SCORES, Topics.ROBUSTNESS_REPORTS));
  }

  private void take(ConsumerRecord<String, byte[]> report) {
    reports.put(report.key(), values.deserialize(report.topic(), report.value()));
  }

  private final class RunningEvaluator implements Running {

    private final EvaluatorService service;
    private final TopicReader reader;

    RunningEvaluator(EvaluatorService service, TopicReader reader) {
      this.service = service;
      this.reader = reader;
    }

    @Override
    public boolean done() {
      reader.poll(EvaluatorContestant.this::take);
      return reports.size() == workload.experiments();
    }

    @Override
    public void close() {
      reader.close();
      service.close();
    }
  }
}
