package io.reflux.evaluator;

import io.reflux.evaluator.reporting.ReportSink;
import io.reflux.evaluator.reporting.Reporter;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.topic.ScoreKey;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Runs a reporter over the stores of its task. */
final class ReportingProcessor
    extends ContextualProcessor<String, ReportingStep, String, SpecificRecord>
    implements ReportSink {

  private final EventMetas metas;
  private @Nullable StoredReports memory;
  private @Nullable Reporter reporter;

  ReportingProcessor(EventMetas metas) {
    this.metas = metas;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> context) {
    super.init(context);
    StoredReports stored = new StoredReports(context);
    memory = stored;
    reporter = new Reporter(stored, this, metas);
  }

  @Override
  public void process(Record<String, ReportingStep> step) {
    if (memory == null || reporter == null) {
      throw new IllegalStateException("init comes before process");
    }
    step.value().apply(reporter, memory);
  }

  @Override
  public void score(RobustnessScore score) {
    ScoreKey key = new ScoreKey(score.getExperimentId(), score.getModelId(), score.getAttackId());
    send(key.text(), score, score.getMeta().getProducedAt().toEpochMilli());
  }

  @Override
  public void report(RobustnessReport report) {
    send(report.getExperimentId(), report, report.getMeta().getProducedAt().toEpochMilli());
  }

  private void send(String key, SpecificRecord value, long timestamp) {
    context().forward(new Record<>(key, value, timestamp));
  }
}
