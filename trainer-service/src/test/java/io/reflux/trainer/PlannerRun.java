package io.reflux.trainer;

import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.streams.StreamsSettings;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** The trainer's planner with its real settings, but without a broker. */
final class PlannerRun implements AutoCloseable {

  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", "mock://trainer-planner"));
  private final TopologyTestDriver driver;

  PlannerRun(Path stateDir) {
    Properties settings = new Properties();
    TrainerConfig config = TrainerConfig.read(Map.of("REFLUX_STATE_DIR", stateDir.toString()));
    settings.putAll(StreamsSettings.of("trainer-planner", config.runtime()).toConfig());
    this.driver = new TopologyTestDriver(topology(), settings);
  }

  Topology topology() {
    TrainerMessages messages =
        new TrainerMessages(new EventMetas("trainer-service/test", "0", Clock.systemUTC()));
    return TrainerPlanner.topology(registry, messages);
  }

  PlannerRun send(ExperimentEvent... events) {
    for (ExperimentEvent event : events) {
      send(Topics.EXPERIMENTS, event.getExperimentId(), event);
    }
    return this;
  }

  PlannerRun send(TeacherCheckpoint checkpoint) {
    return send(Topics.TEACHER_CHECKPOINTS, checkpoint.getModelId(), checkpoint);
  }

  PlannerRun send(JobEvent event) {
    return send(Topics.JOB_EVENTS, event.getJobId(), event);
  }

  List<ExperimentPlan> plans() {
    return read(Topics.EXPERIMENT_PLANS);
  }

  List<TrainingJob> jobs() {
    return read(Topics.TRAINING_JOBS);
  }

  /** How many records went to the dead letters. */
  int deadLetters() {
    return driver
        .createOutputTopic(
            Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .size();
  }

  private <V> PlannerRun send(Topic<V> topic, String key, V value) {
    driver
        .createInputTopic(
            topic.name(), topic.keySerde().serializer(), topic.valueSerde(registry).serializer())
        .pipeInput(key, value);
    return this;
  }

  private <V> List<V> read(Topic<V> topic) {
    return driver
        .createOutputTopic(
            topic.name(),
            topic.keySerde().deserializer(),
            topic.valueSerde(registry).deserializer())
        .readValuesToList();
  }

  @Override
  public void close() {
    driver.close();
    registry.close();
  }
}
