package io.reflux.runtime.planning;

import io.reflux.schemas.topic.Topic;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** What a planning step works with: the planner's memory, and the way out. */
public final class Planning {

  private final ProcessorContext<String, Object> context;
  private final long timestamp;

  Planning(ProcessorContext<String, Object> context, long timestamp) {
    this.context = context;
    this.timestamp = timestamp;
  }

  /** The plans heard of. */
  public PlanBook plans() {
    return new PlanBook(context.getStateStore(PlanBook.STORE));
  }

  /** The jobs queued. */
  public JobLedger jobs() {
    return new JobLedger(context.getStateStore(JobLedger.STORE));
  }

  /** The table that the planner keeps of a topic, see {@link PlannerTopology#keeping}. */
  public <V> KeyValueStore<String, V> table(Topic<V> topic) {
    return context.getStateStore(PlannerTopology.table(topic));
  }

  /** Writes a record to a topic, stamped with the time of the event that is being handled. */
  public <V> void send(Topic<V> topic, String key, V value) {
    context.forward(new Record<String, Object>(key, value, timestamp), PlannerTopology.sink(topic));
  }
}
