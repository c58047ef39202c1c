package io.reflux.runtime.planning;

import io.reflux.schemas.avro.JobCancelled;
import io.reflux.schemas.avro.JobCompleted;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobFailed;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds a planner from topics of the catalogue: each input topic has one {@link PlanningStep}, all
 * steps share the {@link PlanBook}, the {@link JobLedger} and the tables kept, and any of them may
 * write to any output. Jobs that fail for good or are cancelled are released without being told,
 * and jobs that are completed stay so.
 */
public final class PlannerTopology {

  private final Topology topology = new Topology();
  private final SchemaRegistry registry;
  private final List<String> steps = new ArrayList<>();
  private final List<StoreBuilder<?>> stores = new ArrayList<>();

  /** An empty planner over the serdes of a registry. */
  public PlannerTopology(SchemaRegistry registry) {
    this.registry = registry;
    stores.add(PlanBook.storeBuilder(registry));
    stores.add(JobLedger.storeBuilder());
  }

  /**
   * Reads a topic.
   *
   * @param topic where events come from; one step per topic
   * @param name the step's name, a verb and its object
   * @param step what is done with each event
   */
  public <V> PlannerTopology on(Topic<V> topic, String name, PlanningStep<V> step) {
    topology.addSource(
        topic.name(),
        topic.keySerde().deserializer(),
        topic.valueSerde(registry).deserializer(),
        topic.name());
    topology.addProcessor(name, () -> new StepProcessor<>(step), topic.name());
    steps.add(name);
    return this;
  }

  /** Adds a table of a topic's values by key; the steps fill it, see {@link Planning#table}. */
  public <V> PlannerTopology keeping(Topic<V> topic) {
    stores.add(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(table(topic)),
            Serdes.String(),
            topic.valueSerde(registry)));
    return this;
  }

  /** Builds the planner, with what it writes to. */
  public Topology writingTo(List<Topic<?>> outputs) {
    on(Topics.JOB_EVENTS, "note-job-events", PlannerTopology::note);
    String[] names = steps.toArray(String[]::new);
    stores.forEach(store -> topology.addStateStore(store, names));
    outputs.forEach(topic -> addSink(topic, names));
    return topology;
  }

  static String table(Topic<?> topic) {
    return topic.name() + "-table";
  }

  static String sink(Topic<?> topic) {
    return "to-" + topic.name();
  }

  private <V> void addSink(Topic<V> topic, String[] parents) {
    StreamPartitioner<String, V> partitioner =
        (name, key, value, partitions) -> Optional.of(Set.of(topic.partition(key)));
    topology.addSink(
        sink(topic),
        topic.name(),
        topic.keySerde().serializer(),
        topic.valueSerde(registry).serializer(),
        partitioner,
        parents);
  }

  private static void note(JobEvent event, Planning planning) {
    Object body = event.getBody();
    boolean failedForGood = body instanceof JobFailed failed && failed.getTerminal();
    if (failedForGood || body instanceof JobCancelled) {
      planning.jobs().release(event.getJobId());
    } else if (body instanceof JobCompleted) {
      planning.jobs().complete(event.getJobId());
    }
  }
}
