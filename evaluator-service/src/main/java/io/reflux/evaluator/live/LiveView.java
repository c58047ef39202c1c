package io.reflux.evaluator.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The newest record of every key of the topics that tell how experiments stand. One thread feeds
 * it, any number read it; every change is an event of the log.
 */
public final class LiveView {

  /** The topics shown, with the type of their events. */
  private static final Map<Topic<? extends SpecificRecord>, String> EVENT_TYPES =
      Map.of(
          Topics.EXPERIMENT_PLANS, "plan",
          Topics.JOB_EVENTS, "job",
          Topics.TEACHER_CHECKPOINTS, "checkpoint",
          Topics.STUDENT_CHECKPOINTS, "checkpoint",
          Topics.ROBUSTNESS_SCORES, "score",
          Topics.ROBUSTNESS_REPORTS, "report");

  private final Map<Topic<?>, NavigableMap<String, SpecificRecord>> tables =
      EVENT_TYPES.keySet().stream()
          .collect(Collectors.toMap(topic -> topic, topic -> new ConcurrentSkipListMap<>()));
  private final EventLog log;

  /**
   * An empty view.
   *
   * @param log where changes are told
   */
  public LiveView(EventLog log) {
    this.log = log;
  }

  /** The topics that the view is fed from. */
  public static List<Topic<? extends SpecificRecord>> topics() {
    return List.copyOf(EVENT_TYPES.keySet());
  }

  /**
   * Takes a record.
   *
   * @param value null forgets the key
   * @throws IllegalArgumentException if the view does not show the topic
   */
  public <V extends SpecificRecord> void apply(Topic<V> topic, String key, @Nullable V value) {
    NavigableMap<String, SpecificRecord> table = table(topic);
    if (value == null) {
      table.remove(key);
    } else {
      table.put(key, value);
    }
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("key", key);
    event.set("value", value == null ? null : AvroJson.of(value));
    log.add(Objects.requireNonNull(EVENT_TYPES.get(topic)), event.toString());
  }

  /** The newest records of a topic, by ascending key. */
  public <V extends SpecificRecord> List<V> all(Topic<V> topic) {
    return table(topic).values().stream().map(topic.valueType()::cast).toList();
  }

  /** The newest records of a topic whose keys begin so, by ascending key. */
  public <V extends SpecificRecord> List<V> startingWith(Topic<V> topic, String prefix) {
    return table(topic).subMap(prefix, true, prefix + Character.MAX_VALUE, false).values().stream()
        .map(topic.valueType()::cast)
        .toList();
  }

  /** The newest record of a key. */
  public <V extends SpecificRecord> Optional<V> find(Topic<V> topic, String key) {
    return Optional.ofNullable(table(topic).get(key)).map(topic.valueType()::cast);
  }

  private NavigableMap<String, SpecificRecord> table(Topic<?> topic) {
    NavigableMap<String, SpecificRecord> table = tables.get(topic);
    if (table == null) {
      throw new IllegalArgumentException("the view does not show " + topic.name());
    }
    return table;
  }
}
