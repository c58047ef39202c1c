package io.reflux.distiller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.reflux.pipeline.fixture.Delivery;
import io.reflux.pipeline.fixture.Known;
import io.reflux.pipeline.fixture.SampleRecords;
import io.reflux.pipeline.fixture.TinyData;
import io.reflux.pipeline.training.CheckpointTopic;
import io.reflux.pipeline.training.ModelMaker;
import io.reflux.pipeline.training.StoredCheckpoints;
import io.reflux.pipeline.training.TrainingMemory;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.runtime.artifact.ArtifactStore;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.planning.LivePlans;
import io.reflux.runtime.queue.JobFailedException;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DistillationJob;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.SoftLabelBatch;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.packed.PackedFloats;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistillerWorkerTest {

  private static final double TEMPERATURE = 20;

  @TempDir private Path directory;
  private final Compute compute = new Compute(1);
  private final ModelTraining training = new ModelTraining(compute, TinyData.TEST);
  private ArtifactStore artifacts;
  private TinyData data;
  private DistillationJob job;

  @BeforeEach
  void open() {
    artifacts = ArtifactStore.open(directory.resolve("artifacts").toUri());
    data = new TinyData(directory.resolve("data"));
    job = job();
  }

  @AfterEach
  void close() {
    compute.close();
  }

  @Test
  void the_teachers_soft_labels_cover_the_training_set() throws Exception {
    List<SoftLabelBatch> batches = run(Map.of(), Map.of()).published(Topics.SOFT_LABELS);

    assertThat(batches).hasSize(1);
    assertThat(batches.get(0).getModelId()).isEqualTo(job.getTeacherId());
    assertThat(batches.get(0).getFirstSample()).isZero();
    assertThat(batches.get(0).getSamples()).isEqualTo(TinyData.TRAINING);
    assertThat(batches.get(0).getTemperature()).isEqualTo(TEMPERATURE);
  }

  @Test
  void the_soft_labels_of_an_image_add_up_to_one() throws Exception {
    SoftLabelBatch batch = run(Map.of(), Map.of()).published(Topics.SOFT_LABELS).get(0);

    float[] probabilities = PackedFloats.unpack(batch.getProbabilities());

    assertThat(probabilities).hasSize(TinyData.TRAINING * TinyData.CLASSES);
    assertThat(probabilities[0] + probabilities[1] + probabilities[2]).isCloseTo(1, within(1e-6f));
  }

  @Test
  void a_student_is_trained_on_them() throws Exception {
    Delivery delivery = run(Map.of(), Map.of());

    assertThat(delivery.published(Topics.STUDENT_CHECKPOINTS))
        .extracting(StudentCheckpoint::getStage)
        .containsExactly(CheckpointStage.EPOCH, CheckpointStage.EPOCH, CheckpointStage.FINAL);
    assertThat(last(delivery).getParentId()).isEqualTo(job.getTeacherId());
    assertThat(last(delivery).getQuality()).isPresent();
    assertThat(delivery.events()).containsExactly("JobStarted", "JobCompleted");
  }

  @Test
  void a_resumed_training_ends_with_the_same_bytes() throws Exception {
    Delivery undisturbed = run(Map.of(), Map.of());
    StudentCheckpoint epoch = undisturbed.published(Topics.STUDENT_CHECKPOINTS).get(0);

    Delivery resumed = run(Map.of(job.getModelId(), epoch), Map.of());

    assertThat(resumed.published(Topics.STUDENT_CHECKPOINTS)).hasSize(2);
    assertThat(last(resumed).getWeights()).isEqualTo(last(undisturbed).getWeights());
  }

  @Test
  void an_unwanted_student_is_not_trained() throws Exception {
    Delivery delivery = run(Map.of(), Map.of("e-1", SampleRecords.withdrawn(job.getModelId())));

    assertThat(delivery.events()).containsExactly("JobCancelled");
  }

  @Test
  void a_cancelled_delivery_is_given_back() {
    Delivery delivery = new Delivery().cancelledAfter(Topics.STUDENT_CHECKPOINTS);

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> worker(Map.of(), Map.of()).handle(job, delivery));
  }

  @Test
  void a_delivery_that_is_cancelled_before_the_labels_makes_none() {
    Delivery delivery = new Delivery().cancelledAfter(Topics.JOB_EVENTS);

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> worker(Map.of(), Map.of()).handle(job, delivery));
    assertThat(delivery.published(Topics.SOFT_LABELS)).isEmpty();
    assertThat(delivery.events()).containsExactly("JobStarted");
  }

  @Test
  void a_student_that_becomes_unwanted_is_given_up_before_its_labels_are_made() throws Exception {
    Map<String, ExperimentPlan> plans = new HashMap<>();
    Delivery delivery =
        new Delivery() {
          @Override
          public <V> void publish(Topic<V> topic, String key, V value) {
            super.publish(topic, key, value);
            plans.put("e-1", SampleRecords.withdrawn(job.getModelId()));
          }
        };

    worker(Map.of(), plans).handle(job, delivery);

    assertThat(delivery.published(Topics.SOFT_LABELS)).isEmpty();
    assertThat(delivery.events()).containsExactly("JobStarted", "JobCancelled");
  }

  @Test
  void weights_that_are_put_back_serve_again() throws Exception {
    Path file = Path.of(URI.create(job.getTeacher().getUri()));
    Path copy = Files.copy(file, directory.resolve("copy"));
    Files.writeString(file, "damaged");
    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of(), Map.of()))
        .extracting(JobFailedException::advice)
        .asString()
        .contains("put the file back from a copy and submit the experiment again");

    Files.copy(copy, file, StandardCopyOption.REPLACE_EXISTING);

    assertThat(run(Map.of(), Map.of()).events()).containsExactly("JobStarted", "JobCompleted");
  }

  @Test
  void damaged_weights_of_the_teacher_are_a_lasting_failure() throws Exception {
    Files.writeString(Path.of(URI.create(job.getTeacher().getUri())), "damaged");

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of(), Map.of()))
        .withMessageContaining("expected sha256 " + job.getTeacher().getSha256())
        .withMessageContaining("found sha256")
        .matches(failure -> !failure.retryable());
  }

  @Test
  void missing_weights_of_the_teacher_may_come() throws Exception {
    Files.delete(Path.of(URI.create(job.getTeacher().getUri())));

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of(), Map.of()))
        .withMessageContaining("is missing")
        .matches(JobFailedException::retryable);
  }

  private Delivery run(
      Map<String, StudentCheckpoint> checkpoints, Map<String, ExperimentPlan> plans)
      throws InterruptedException {
    Delivery delivery = new Delivery();
    worker(checkpoints, plans).handle(job, delivery);
    return delivery;
  }

  private DistillerWorker worker(
      Map<String, StudentCheckpoint> checkpoints, Map<String, ExperimentPlan> plans) {
    EventMetas metas = new EventMetas("test", "0", Clock.systemUTC());
    StoredCheckpoints stored = new StoredCheckpoints(artifacts);
    ModelMaker<StudentCheckpoint> maker =
        new ModelMaker<>(
            metas,
            training,
            data.catalog(),
            new TrainingMemory<>(
                CheckpointTopic.STUDENTS,
                new Known<>(checkpoints),
                new LivePlans(new Known<>(plans)),
                stored));
    return new DistillerWorker(new DistillerMessages(metas), maker, training, stored);
  }

  private static StudentCheckpoint last(Delivery delivery) {
    List<StudentCheckpoint> all = delivery.published(Topics.STUDENT_CHECKPOINTS);
    return all.get(all.size() - 1);
  }

  private DistillationJob job() {
    ModelSpec teacher = data.model(TEMPERATURE, Optional.empty());
    ModelSpec student = data.model(TEMPERATURE, Optional.of(teacher.id()));
    return DistillationJob.newBuilder()
        .setMeta(SampleRecords.meta("e-1"))
        .setJobId(DistillerMessages.jobId(student.id()))
        .setModelId(student.id())
        .setTeacherId(teacher.id())
        .setTeacher(data.trained(teacher, training, artifacts))
        .setDataset(data.ref())
        .setSpec(student.canonical())
        .build();
  }
}
