package io.reflux.attacker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.pipeline.fixture.Delivery;
import io.reflux.pipeline.fixture.Known;
import io.reflux.pipeline.fixture.SampleRecords;
import io.reflux.pipeline.fixture.TinyData;
import io.reflux.pipeline.training.StoredCheckpoints;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.experiment.ModelSpec;
import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.robustness.experiment.PlannedAttack;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.runtime.artifact.ArtifactStore;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.planning.LivePlans;
import io.reflux.runtime.queue.JobFailedException;
import io.reflux.schemas.avro.AttackJob;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.topic.Topics;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttackerWorkerTest {

  private static final int BUDGET = 8;

  @TempDir private Path directory;
  private final Compute compute = new Compute(1);
  private final ModelTraining training = new ModelTraining(compute, TinyData.TEST);
  private ArtifactStore artifacts;
  private TinyData data;
  private AttackJob job;

  @BeforeEach
  void open() {
    artifacts = ArtifactStore.open(directory.resolve("artifacts").toUri());
    data = new TinyData(directory.resolve("data"));
    job = job(1, 5);
  }

  @AfterEach
  void close() {
    compute.close();
  }

  @Test
  void every_sample_is_steered_to_every_class_but_its_own() throws Exception {
    Delivery delivery = run(Map.of());

    assertThat(delivery.published(Topics.ATTACK_OUTCOMES))
        .extracting(
            outcome -> List.of(outcome.getSample(), outcome.getSource(), outcome.getTarget()))
        .containsExactlyInAnyOrder(
            List.of(1, 1, 0), List.of(1, 1, 2), List.of(5, 2, 0), List.of(5, 2, 1));
    assertThat(delivery.events()).containsExactly("JobStarted", "JobCompleted");
  }

  @Test
  void an_outcome_carries_the_changes_that_were_made() throws Exception {
    List<AttackOutcome> outcomes = run(Map.of()).published(Topics.ATTACK_OUTCOMES);

    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.getL0()).isBetween(0, BUDGET);
              assertThat(outcome.getPerturbation().getIndices().remaining())
                  .isEqualTo(4 * outcome.getL0());
              assertThat(outcome.getPerturbation().getDeltas().remaining())
                  .isEqualTo(4 * outcome.getL0());
            });
  }

  @Test
  void the_same_job_gives_the_same_outcomes() throws Exception {
    Delivery first = run(Map.of());

    Delivery second = run(Map.of());

    assertThat(second.published(Topics.ATTACK_OUTCOMES))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("meta")
        .isEqualTo(first.published(Topics.ATTACK_OUTCOMES));
  }

  @Test
  void outcomes_do_not_depend_on_how_samples_are_cut_into_jobs() throws Exception {
    List<AttackOutcome> together = run(Map.of()).published(Topics.ATTACK_OUTCOMES);

    List<AttackOutcome> apart = new ArrayList<>();
    for (int sample : List.of(1, 5)) {
      job = AttackJob.newBuilder(job).setSamples(List.of(sample)).build();
      apart.addAll(run(Map.of()).published(Topics.ATTACK_OUTCOMES));
    }

    assertThat(apart)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("meta")
        .isEqualTo(together);
  }

  @Test
  void an_unwanted_attack_is_not_run() throws Exception {
    Delivery delivery =
        run(Map.of("e-1", SampleRecords.withdrawn(job.getModelId(), job.getAttackId())));

    assertThat(delivery.events()).containsExactly("JobCancelled");
    assertThat(delivery.published(Topics.ATTACK_OUTCOMES)).isEmpty();
  }

  @Test
  void a_cancelled_delivery_is_given_back() {
    Delivery delivery = new Delivery().cancelledAfter(Topics.JOB_EVENTS);

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> worker(Map.of()).handle(job, delivery));
    assertThat(delivery.published(Topics.ATTACK_OUTCOMES)).isEmpty();
  }

  @Test
  void damaged_weights_are_a_lasting_failure_that_names_both_digests() throws Exception {
    Files.writeString(Path.of(URI.create(job.getModel().getUri())), "damaged");

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of()))
        .withMessageContaining("expected sha256 " + job.getModel().getSha256())
        .withMessageContaining("found sha256")
        .matches(failure -> !failure.retryable());
  }

  @Test
  void a_data_set_that_is_not_here_is_a_failure_that_may_pass() {
    DatasetRef elsewhere = DatasetRef.newBuilder(data.ref()).setName("idx:nowhere").build();
    job = AttackJob.newBuilder(job).setDataset(elsewhere).build();

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of()))
        .withMessageContaining("nowhere holds no IDX data set")
        .matches(JobFailedException::retryable);
  }

  @Test
  void a_data_set_with_other_content_is_a_lasting_failure() {
    DatasetRef other = DatasetRef.newBuilder(data.ref()).setDigest("0".repeat(64)).build();
    job = AttackJob.newBuilder(job).setDataset(other).build();

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of()))
        .withMessageContaining("0".repeat(64))
        .withMessageContaining(data.ref().getDigest())
        .matches(failure -> !failure.retryable());
  }

  @Test
  void a_sample_outside_of_the_test_set_is_a_lasting_failure() {
    job = job(TinyData.TEST);

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of()))
        .withMessage("samples must be in [0, 12), one was 12");
  }

  @Test
  void a_rule_of_targets_that_is_not_known_is_a_lasting_failure() {
    job = AttackJob.newBuilder(job).setTargets("nearest").build();

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of()))
        .withMessage("targets must be all-others or untargeted, was 'nearest'")
        .matches(failure -> !failure.retryable());
  }

  @Test
  void rows_without_a_target_are_refused_by_an_attack_that_needs_one() {
    job = AttackJob.newBuilder(job).setTargets("untargeted").build();

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of()))
        .withMessage("the batch must be targeted, was untargeted");
  }

  @Test
  void a_transfer_attack_without_the_model_that_it_is_made_on_is_a_lasting_failure() {
    PlannedAttack transfer = new PlannedAttack(AttackSpec.of(AttackMode.TRANSFER_PGD_LINF, 0.3), 2);
    job =
        AttackJob.newBuilder(job)
            .setTargets(transfer.targets())
            .setSpec(transfer.canonical())
            .build();

    assertThatExceptionOfType(JobFailedException.class)
        .isThrownBy(() -> run(Map.of()))
        .withMessageStartingWith("transfer-pgd-linf needs the model that it is made on");
  }

  private Delivery run(Map<String, ExperimentPlan> plans) throws InterruptedException {
    Delivery delivery = new Delivery();
    worker(plans).handle(job, delivery);
    return delivery;
  }

  private AttackerWorker worker(Map<String, ExperimentPlan> plans) {
    return new AttackerWorker(
        new AttackerMessages(new EventMetas("test", "0", Clock.systemUTC()), new Shards(2)),
        new LoadedModels(new StoredCheckpoints(artifacts), compute),
        data.catalog(),
        new LivePlans(new Known<>(plans)));
  }

  private AttackJob job(Integer... samples) {
    ModelSpec model = data.model(1, Optional.empty());
    PlannedAttack attack =
        new PlannedAttack(AttackSpec.of(AttackMode.JSMA_Z, BUDGET), samples.length);
    return AttackJob.newBuilder()
        .setMeta(SampleRecords.meta("e-1"))
        .setJobId("attack-1")
        .setModelId(model.id())
        .setAttackId(attack.id())
        .setModel(data.trained(model, training, artifacts))
        .setDataset(data.ref())
        .setSpec(attack.canonical())
        .setSamples(List.of(samples))
        .build();
  }
}
