package io.reflux.evaluator;

import io.reflux.evaluator.reporting.FinishedModel;
import io.reflux.evaluator.reporting.ReportMemory;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The reporter's memory in the stores of its task. Plans, and which attacks are complete, are asked
 * for again and again, so they are also held as objects; the stores remain the truth, since the
 * task begins by reading them.
 */
final class StoredReports implements ReportMemory {

  private static final String PLANS = "report-plans";
  private static final String SCORES = "report-scores";
  private static final String TEACHERS = "report-teachers";
  private static final String STUDENTS = "report-students";
  private static final String FAILURES = "report-failures";
  private static final String ANSWERS = "report-answers";

  /** The changelogs take whatever the topics take. */
  private static final Map<String, String> LARGE_RECORDS =
      Map.of(
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          Integer.toString(Topics.EXPERIMENT_PLANS.maxRecordBytes()));

  private final KeyValueStore<String, ExperimentPlan> planStore;
  private final KeyValueStore<String, ScoreUpdate> scores;
  private final KeyValueStore<String, TeacherCheckpoint> teachers;
  private final KeyValueStore<String, StudentCheckpoint> students;
  private final KeyValueStore<String, JobEvent> failures;
  private final KeyValueStore<String, String> answers;
  private final Map<String, ExperimentPlan> plans = new TreeMap<>();
  private final Set<AttackKey> complete = new HashSet<>();

  StoredReports(ProcessorContext<?, ?> context) {
    this.planStore = context.getStateStore(PLANS);
    this.scores = context.getStateStore(SCORES);
    this.teachers = context.getStateStore(TEACHERS);
    this.students = context.getStateStore(STUDENTS);
    this.failures = context.getStateStore(FAILURES);
    this.answers = context.getStateStore(ANSWERS);
    values(planStore).forEach(plan -> plans.put(plan.getExperimentId(), plan));
    try (KeyValueIterator<String, ScoreUpdate> all = scores.all()) {
      all.forEachRemaining(entry -> noteComplete(AttackKey.parse(entry.key), entry.value));
    }
  }

  static List<StoreBuilder<?>> builders(SchemaRegistry registry) {
    return List.of(
        store(PLANS, Topics.EXPERIMENT_PLANS.valueSerde(registry)),
        store(SCORES, StateSerdes.updates()),
        store(TEACHERS, Topics.TEACHER_CHECKPOINTS.valueSerde(registry)),
        store(STUDENTS, Topics.STUDENT_CHECKPOINTS.valueSerde(registry)),
        store(FAILURES, Topics.JOB_EVENTS.valueSerde(registry)),
        store(ANSWERS, Serdes.String()));
  }

  /** Keeps a final checkpoint. */
  void put(TeacherCheckpoint checkpoint) {
    teachers.put(checkpoint.getModelId(), checkpoint);
  }

  /** Keeps a final checkpoint. */
  void put(StudentCheckpoint checkpoint) {
    students.put(checkpoint.getModelId(), checkpoint);
  }

  @Override
  public List<ExperimentPlan> plans() {
    return List.copyOf(plans.values());
  }

  @Override
  public Optional<ExperimentPlan> plan(String experimentId) {
    return Optional.ofNullable(plans.get(experimentId));
  }

  @Override
  public void put(ExperimentPlan plan) {
    planStore.put(plan.getExperimentId(), plan);
    plans.put(plan.getExperimentId(), plan);
  }

  @Override
  public void forget(String experimentId) {
    planStore.delete(experimentId);
    plans.remove(experimentId);
    answers.delete(experimentId);
  }

  @Override
  public Optional<ScoreUpdate> score(AttackKey key) {
    return Optional.ofNullable(scores.get(key.text()));
  }

  @Override
  public boolean complete(AttackKey key) {
    return complete.contains(key);
  }

  @Override
  public void put(AttackKey key, ScoreUpdate score) {
    scores.put(key.text(), score);
    noteComplete(key, score);
  }

  @Override
  public Optional<FinishedModel> model(String modelId) {
    return Optional.ofNullable(teachers.get(modelId))
        .flatMap(FinishedModel::of)
        .or(() -> Optional.ofNullable(students.get(modelId)).flatMap(FinishedModel::of));
  }

  @Override
  public List<JobEvent> failures() {
    return values(failures);
  }

  @Override
  public void putFailure(JobEvent failure) {
    failures.put(failure.getJobId(), failure);
  }

  @Override
  public void forgetFailure(String jobId) {
    if (failures.get(jobId) != null) {
      failures.delete(jobId);
    }
  }

  @Override
  public Optional<String> answer(String experimentId) {
    return Optional.ofNullable(answers.get(experimentId));
  }

  @Override
  public void putAnswer(String experimentId, String digest) {
    answers.put(experimentId, digest);
  }

  private void noteComplete(AttackKey key, ScoreUpdate score) {
    if (score.complete()) {
      complete.add(key);
    } else {
      complete.remove(key);
    }
  }

  private static <V> List<V> values(KeyValueStore<String, V> store) {
    List<V> values = new ArrayList<>();
    try (KeyValueIterator<String, V> all = store.all()) {
      all.forEachRemaining(entry -> values.add(entry.value));
    }
    return values;
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), values)
        .withLoggingEnabled(LARGE_RECORDS);
  }
}
