package io.reflux.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.pipeline.experiment.DatasetRecords;
import io.reflux.pipeline.external.BroughtModel;
import io.reflux.pipeline.fixture.Delivery;
import io.reflux.pipeline.fixture.Known;
import io.reflux.pipeline.fixture.LinearModelFile;
import io.reflux.pipeline.fixture.SampleRecords;
import io.reflux.pipeline.fixture.TinyData;
import io.reflux.pipeline.training.CheckpointTopic;
import io.reflux.pipeline.training.ModelMaker;
import io.reflux.pipeline.training.StoredCheckpoints;
import io.reflux.pipeline.training.TrainingMemory;
import io.reflux.robustness.experiment.ExternalModel;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.runtime.artifact.Artifact;
import io.reflux.runtime.artifact.ArtifactStore;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.planning.LivePlans;
import io.reflux.runtime.queue.JobFailedException;
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.topic.Topics;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerWorkerTest {

  @TempDir private Path directory;
  private final Compute compute = new Compute(1);
  private ArtifactStore artifacts;
  private TinyData data;
  private TrainingJob job;

  @BeforeEach
  void open() {
    artifacts = ArtifactStore.open(directory.resolve("artifacts").toUri());
    data = new TinyData(directory.resolve("data"));
    job = job(data.model(1, Optional.empty()), data.ref());
  }

  @AfterEach
  void close() {
    compute.close();
  }

  @Test
  void a_training_publishes_a_checkpoint_after_each_epoch_and_then_the_model() throws Exception {
    Delivery delivery = run(Map.of(), Map.of());

    assertThat(delivery.published(Topics.TEACHER_CHECKPOINTS))
        .extracting(TeacherCheckpoint::getStage)
        .containsExactly(CheckpointStage.EPOCH, CheckpointStage.EPOCH, CheckpointStage.FINAL);
    assertThat(delivery.published(Topics.TEACHER_CHECKPOINTS))
        .extracting(TeacherCheckpoint::getEpoch)
        .containsExactly(1, 2, 3);
    assertThat(delivery.events()).containsExactly("JobStarted", "JobCompleted");
  }

  @Test
  void a_finished_model_carries_what_was_measured_of_it() throws Exception {
    TeacherCheckpoint finished = last(run(Map.of(), Map.of()));

    ModelQuality quality = finished.getQuality().orElseThrow();
    assertThat(quality.getTestSamples()).isEqualTo(TinyData.TEST);
    assertThat(quality.getTestAccuracy()).isBetween(0.0, 1.0);
    assertThat(quality.getTestLoss()).isPresent();
    assertThat(quality.getCorrectTestSamples().remaining()).isEqualTo(2);
    assertThat(quality.getGradientHistogram().orElseThrow().getMedianLog10Amplitude()).isPresent();
    assertThat(artifacts.get(Artifact.of(finished.getWeights()))).isNotEmpty();
    assertThat(finished.getState()).isEmpty();
  }

  @Test
  void the_loss_at_another_temperature_is_not_told_as_the_test_loss() throws Exception {
    job = job(data.model(20, Optional.empty()), data.ref());

    assertThat(last(run(Map.of(), Map.of())).getQuality().orElseThrow().getTestLoss()).isEmpty();
  }

  @Test
  void a_resumed_training_ends_with_the_same_bytes() throws Exception {
    Delivery undisturbed = run(Map.of(), Map.of());
    TeacherCheckpoint epoch = undisturbed.published(Topics.TEACHER_CHECKPOINTS).get(0);

    Delivery resumed = run(Map.of(job.getModelId(), epoch), Map.of());

    assertThat(resumed.published(Topics.TEACHER_CHECKPOINTS))
        .extracting(TeacherCheckpoint::getEpoch)
        .containsExactly(2, 3);
    assertThat(last(resumed).getWeights()).isEqualTo(last(undisturbed).getWeights());
  }

  @Test
  void a_training_whose_checkpoint_is_damaged_begins_anew() throws Exception {
    Delivery undisturbed = run(Map.of(), Map.of());
    TeacherCheckpoint epoch = undisturbed.published(Topics.TEACHER_CHECKPOINTS).get(0);
    Files.writeString(Path.of(URI.create(epoch.getWeights().getUri())), "damaged");

    Delivery again = run(Map.of(job.getModelId(), epoch), Map.of());

    assertThat(last(again).getWeights()).isEqualTo(last(undisturbed).getWeights());
  }

  @Test
  void a_finished_model_is_not_trained_again() throws Exception {
    TeacherCheckpoint finished = last(run(Map.of(), Map.of()));

    Delivery again = run(Map.of(job.getModelId(), finished), Map.of());

    assertThat(again.published(Topics.TEACHER_CHECKPOINTS)).isEmpty();
    assertThat(again.events()).containsExactly("JobStarted", "JobCompleted");
  }

  @Test
  void an_unwanted_model_is_not_trained() throws Exception {
    Delivery delivery = run(Map.of(), Map.of("e-1", SampleRecords.withdrawn(job.getModelId())));

    assertThat(delivery.events()).containsExactly("JobCancelled");
    assertThat(delivery.published(Topics.TEACHER_CHECKPOINTS)).isEmpty();
  }

  @Test
  void a_cancelled_delivery_is_given_back() {
    Delivery delivery = new Delivery().cancelledAfter(Topics.TEACHER_CHECKPOINTS);

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> worker(Map.of(), Map.of()).handle(job, delivery));
    assertThat(delivery.published(Topics.TEACHER_CHECKPOINTS)).hasSize(1);
    assertThat(delivery.events()).containsExactly("JobStarted");
  }

  @Test
  void a_data_set_that_is_not_here_is_a_failure_that_may_pass() {
    DatasetRef elsewhere = DatasetRef.newBuilder(data.ref()).setName("idx:nowhere").build();
    job = TrainingJob.newBuilder(job).setDataset(elsewhere).build();

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of(), Map.of()))
        .withMessageContaining("nowhere holds no IDX data set")
        .matches(JobFailedException::retryable);
  }

  @Test
  void a_job_that_speaks_of_other_data_is_given_up() {
    DatasetRef other = DatasetRef.newBuilder(data.ref()).setDigest("0".repeat(64)).build();
    job = TrainingJob.newBuilder(job).setDataset(other).build();

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of(), Map.of()))
        .withMessageContaining("speaks of other data")
        .matches(failure -> !failure.retryable());
  }

  @Test
  void a_model_made_elsewhere_is_measured_and_published_as_a_finished_one() throws Exception {
    job = externalJob(LinearModelFile.ofTinyData(directory.resolve("model")));

    Delivery delivery = run(Map.of(), Map.of());

    assertThat(delivery.events()).containsExactly("JobStarted", "JobCompleted");
    assertThat(delivery.published(Topics.TEACHER_CHECKPOINTS)).hasSize(1);
    TeacherCheckpoint finished = last(delivery);
    assertThat(finished.getStage()).isEqualTo(CheckpointStage.FINAL);
    assertThat(finished.getModelId()).isEqualTo(job.getModelId());
    assertThat(finished.getTemperature()).isEqualTo(20);
    assertThat(finished.getQuality().orElseThrow().getTestAccuracy()).isEqualTo(1);
    assertThat(finished.getWeights()).isEqualTo(job.getExternal().orElseThrow());
  }

  @Test
  void a_model_that_was_taken_in_is_not_measured_again() throws Exception {
    job = externalJob(LinearModelFile.ofTinyData(directory.resolve("model")));
    TeacherCheckpoint finished = last(run(Map.of(), Map.of()));

    Delivery again = run(Map.of(job.getModelId(), finished), Map.of());

    assertThat(again.published(Topics.TEACHER_CHECKPOINTS)).isEmpty();
    assertThat(again.events()).containsExactly("JobStarted", "JobCompleted");
  }

  @Test
  void a_model_for_other_images_is_given_up_with_advice() {
    job = externalJob(LinearModelFile.write(directory.resolve("model"), 28, 10));

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of(), Map.of()))
        .withMessageContaining("takes images of 28 x 28 x 1 and has 10 classes")
        .matches(failure -> !failure.retryable())
        .matches(failure -> failure.advice().contains("the data set that the model was made for"));
  }

  @Test
  void a_model_that_is_not_in_the_store_may_come() throws Exception {
    job = externalJob(LinearModelFile.ofTinyData(directory.resolve("model")));
    Files.delete(Path.of(URI.create(job.getExternal().orElseThrow().getUri())));

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of(), Map.of()))
        .matches(JobFailedException::retryable)
        .matches(failure -> failure.advice().contains("reflux register"));
  }

  @Test
  void bytes_that_are_no_model_are_given_up() {
    TrainingJob good = externalJob(LinearModelFile.ofTinyData(directory.resolve("model")));
    ArtifactRef other = artifacts.put(new byte[100]).ref();
    job = TrainingJob.newBuilder(good).setExternal(other).build();

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of(), Map.of()))
        .withMessageContaining("not a checkpoint")
        .matches(failure -> !failure.retryable());
  }

  private TrainingJob externalJob(Path file) {
    BroughtModel model = BroughtModel.read(file, Optional.empty(), OptionalDouble.of(20));
    EventMetas metas = new EventMetas("test", "0", Clock.systemUTC());
    ExternalModel external = new ExternalModel(model.id(), DatasetRecords.spec(data.ref()));
    return TrainingJob.newBuilder()
        .setMeta(SampleRecords.meta("e-1"))
        .setJobId(TrainerMessages.jobId(external.id()))
        .setModelId(external.id())
        .setDataset(data.ref())
        .setSpec(external.canonical())
        .setExternal(model.register(artifacts, metas).getWeights())
        .build();
  }

  private Delivery run(
      Map<String, TeacherCheckpoint> checkpoints, Map<String, ExperimentPlan> plans)
      throws InterruptedException {
    Delivery delivery = new Delivery();
    worker(checkpoints, plans).handle(job, delivery);
    return delivery;
  }

  private TrainerWorker worker(
      Map<String, TeacherCheckpoint> checkpoints, Map<String, ExperimentPlan> plans) {
    EventMetas metas = new EventMetas("test", "0", Clock.systemUTC());
    return new TrainerWorker(
        new TrainerMessages(metas),
        new ModelMaker<>(
            metas,
            new ModelTraining(compute, TinyData.TEST),
            data.catalog(),
            new TrainingMemory<>(
                CheckpointTopic.TEACHERS,
                new Known<>(checkpoints),
                new LivePlans(new Known<>(plans)),
                new StoredCheckpoints(artifacts))));
  }

  private static TeacherCheckpoint last(Delivery delivery) {
    List<TeacherCheckpoint> all = delivery.published(Topics.TEACHER_CHECKPOINTS);
    return all.get(all.size() - 1);
  }

  private static TrainingJob job(ModelSpec spec, DatasetRef dataset) {
    return TrainingJob.newBuilder()
        .setMeta(SampleRecords.meta("e-1"))
        .setJobId(TrainerMessages.jobId(spec.id()))
        .setModelId(spec.id())
        .setDataset(dataset)
        .setSpec(spec.canonical())
        .build();
  }
}
