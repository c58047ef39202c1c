package io.reflux.runtime.planning;

import io.reflux.schemas.avro.JobCancelled;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Releases jobs that failed for good or were cancelled, so that a new request queues them again.
 */
final class ReleaseLostJobs extends ContextualProcessor<String, JobEvent, Void, Void> {

  private JobLedger ledger;

  @SuppressWarnings("NullAway.Init") // init comes before process
  ReleaseLostJobs() {}

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    ledger = new JobLedger(context.getStateStore(JobLedger.STORE));
  }

  @Override
  public void process(Record<String, JobEvent> event) {
    Object body = event.value().getBody();
    boolean lost =
        body instanceof JobCancelled || (body instanceof JobFailed failed && failed.getTerminal());
    if (lost) {
      ledger.release(event.value().getJobId());
    }
  }
}
