package io.reflux.evaluator;

import io.reflux.pipeline.fixture.TopologyRun;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.OutcomeKey;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The evaluator's topology without a broker. */
final class TopologyHarness implements AutoCloseable {

  static final Duration INTERVAL = Duration.ofMillis(100);

  private final TopologyRun run;

  TopologyHarness(Path stateDir) {
    run = new TopologyRun(stateDir, TopologyHarness::topology);
  }

  static Topology topology(SchemaRegistry registry) {
    Clock clock = Clock.fixed(Records.START, ZoneOffset.UTC);
    return EvaluatorTopology.build(INTERVAL, registry, new EventMetas("evaluator", "r1", clock));
  }

  void plan(ExperimentPlan plan) {
    pipe(Topics.EXPERIMENT_PLANS, plan.getExperimentId(), plan);
  }

  void attackPlan(AttackPlan plan) {
    pipe(Topics.ATTACK_PLANS, new AttackKey(plan.getModelId(), plan.getAttackId()).text(), plan);
  }

  void attackPlans() {
    for (String modelId : List.of(Records.BASELINE, Records.STUDENT)) {
      attackPlan(Records.attackPlan(modelId, Records.PAPER_ATTACK));
      attackPlan(Records.attackPlan(modelId, Records.LOG_ATTACK));
    }
  }

  void outcome(AttackOutcome outcome) {
    pipe(Topics.ATTACK_OUTCOMES, key(outcome), outcome);
  }

  void models() {
    for (String modelId : List.of(Records.BASELINE, Records.TEACHER)) {
      pipe(Topics.TEACHER_CHECKPOINTS, modelId, Records.teacher(modelId, CheckpointStage.FINAL));
    }
    pipe(Topics.STUDENT_CHECKPOINTS, Records.STUDENT, Records.student());
  }

  void job(JobEvent event) {
    pipe(Topics.JOB_EVENTS, event.getJobId(), event);
  }

  /** Everything of the experiment but the given parts comes in the usual order. */
  void wholeExperiment() {
    plan(Records.plan("request-1"));
    models();
    attackPlans();
    Records.outcomes().forEach(this::outcome);
  }

  void interval() {
    run.advance(INTERVAL);
  }

  List<RobustnessScore> scores() {
    return run.read(Topics.ROBUSTNESS_SCORES);
  }

  List<RobustnessReport> reports() {
    return run.read(Topics.ROBUSTNESS_REPORTS);
  }

  List<TestRecord<String, byte[]>> deadLetters() {
    return run.deadLetters();
  }

  <V> void pipe(Topic<V> topic, String key, @Nullable V value) {
    run.send(topic, key, value);
  }

  /** The bytes of the last value of each key of a topic, in hexadecimal, by key. */
  <V> SortedMap<String, String> lastBytes(Topic<V> topic) {
    SortedMap<String, String> last = new TreeMap<>();
    run.readBytes(topic)
        .forEach(entry -> last.put(entry.key(), HexFormat.of().formatHex(entry.value())));
    return last;
  }

  static String key(AttackOutcome outcome) {
    return new OutcomeKey(
            outcome.getModelId(), outcome.getAttackId(), outcome.getSample(), outcome.getTarget())
        .text();
  }

  @Override
  public void close() {
    run.close();
  }
}
