package io.reflux.attacker;

import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.streams.StreamsSettings;
import io.reflux.schemas.avro.AttackJob;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
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

/** The attacker's planner with its real settings, but without a broker. */
final class PlannerRun implements AutoCloseable {

  private static final int SHARD_SAMPLES = 2;

  private final SchemaRegistry registry =
      SchemaRegistry.connect(Map.of("schema.registry.url", "mock://attacker-planner"));
  private final TopologyTestDriver driver;

  PlannerRun(Path stateDir) {
    Properties settings = new Properties();
    AttackerConfig config = AttackerConfig.read(Map.of("REFLUX_STATE_DIR", stateDir.toString()));
    settings.putAll(StreamsSettings.of("attacker-planner", config.runtime()).toConfig());
    this.driver = new TopologyTestDriver(topology(), settings);
  }

  Topology topology() {
    AttackerMessages messages =
        new AttackerMessages(
            new EventMetas("attacker-service/test", "0", Clock.systemUTC()), SHARD_SAMPLES);
    return AttackerPlanner.topology(registry, messages);
  }

  PlannerRun send(ExperimentPlan... plans) {
    for (ExperimentPlan plan : plans) {
      send(Topics.EXPERIMENT_PLANS, plan.getExperimentId(), plan);
    }
    return this;
  }

  PlannerRun send(TeacherCheckpoint checkpoint) {
    return send(Topics.TEACHER_CHECKPOINTS, checkpoint.getModelId(), checkpoint);
  }

  PlannerRun send(StudentCheckpoint checkpoint) {
    return send(Topics.STUDENT_CHECKPOINTS, checkpoint.getModelId(), checkpoint);
  }

  PlannerRun send(JobEvent event) {
    return send(Topics.JOB_EVENTS, event.getJobId(), event);
  }

  List<AttackPlan> announcements() {
    return read(Topics.ATTACK_PLANS);
  }

  List<AttackJob> jobs() {
    return read(Topics.ATTACK_JOBS);
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
