package io.reflux.runtime.planning;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Runs a planning step for each event; tombstones are passed over. */
final class StepProcessor<V> extends ContextualProcessor<String, V, String, Object> {

  private final PlanningStep<V> step;

  StepProcessor(PlanningStep<V> step) {
    this.step = step;
  }

  @Override
  public void process(Record<String, V> event) {
    if (event.value() != null) {
      step.handle(event.value(), new Planning(context(), event.timestamp()));
    }
  }
}
