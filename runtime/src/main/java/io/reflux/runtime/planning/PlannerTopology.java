package io.reflux.runtime.planning;

import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * Builds a planner from topics of the catalogue: each input topic has one processor, all processors
 * share the {@link PlanBook} and the {@link JobLedger}, and any of them may write to any output by
 * forwarding to the topic's name. Jobs that fail for good are released by themselves.
 */
public final class PlannerTopology {

  private final Topology topology = new Topology();
  private final SchemaRegistry registry;
  private final List<String> processors = new ArrayList<>();

  /** An empty planner over the serdes of a registry. */
  public PlannerTopology(SchemaRegistry registry) {
    this.registry = registry;
  }

  /**
   * Reads a topic.
   *
   * @param topic where events come from
   * @param step the processor's name, a verb and its object
   * @param processor makes the processor
   */
  public <V> PlannerTopology on(
      Topic<V> topic, String step, ProcessorSupplier<String, V, ?, ?> processor) {
    Serde<V> values = topic.valueSerde(registry);
    topology.addSource(
        topic.name(), topic.keySerde().deserializer(), values.deserializer(), topic.name());
    topology.addProcessor(step, processor, topic.name());
    processors.add(step);
    return this;
  }

  /** Builds the planner, with what it writes to. */
  public Topology writingTo(List<Topic<?>> outputs) {
    on(Topics.JOB_EVENTS, "release-lost-jobs", ReleaseLostJobs::new);
    String[] steps = processors.toArray(String[]::new);
    topology.addStateStore(PlanBook.storeBuilder(registry), steps);
    topology.addStateStore(JobLedger.storeBuilder(), steps);
    outputs.forEach(topic -> addSink(topic, steps));
    return topology;
  }

  /** The name under which a processor forwards records to a topic. */
  public static String sink(Topic<?> topic) {
    return "to-" + topic.name();
  }

  private <V> void addSink(Topic<V> topic, String[] steps) {
    StreamPartitioner<String, V> partitioner =
        (name, key, value, partitions) -> Optional.of(Set.of(topic.partition(key)));
    topology.addSink(
        sink(topic),
        topic.name(),
        topic.keySerde().serializer(),
        topic.valueSerde(registry).serializer(),
        partitioner,
        steps);
  }
}
