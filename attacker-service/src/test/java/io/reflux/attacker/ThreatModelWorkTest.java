package io.reflux.attacker;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.AttackJob;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that have no targets, or name a second model. */
class ThreatModelWorkTest {

  private static final double BUDGET = 0.5;

  @TempDir private Path directory;
  private final Compute compute = new Compute(1);
  private final ModelTraining training = new ModelTraining(compute, TinyData.TEST);
  private ArtifactStore artifacts;
  private TinyData data;

  @BeforeEach
  void open() {
    artifacts = ArtifactStore.open(directory.resolve("artifacts").toUri());
    data = new TinyData(directory.resolve("data"));
  }

  @AfterEach
  void close() {
    compute.close();
  }

  @Test
  void an_untargeted_sample_is_attacked_once_and_its_target_is_its_own_class() throws Exception {
    List<AttackOutcome> outcomes = run(job(AttackSpec.of(AttackMode.PGD_LINF, BUDGET)).build());

    assertThat(outcomes)
        .extracting(
            outcome -> List.of(outcome.getSample(), outcome.getSource(), outcome.getTarget()))
        .containsExactlyInAnyOrder(List.of(1, 1, 1), List.of(5, 2, 2));
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.getSuccess())
                  .isEqualTo(outcome.getAdversarialClass() != outcome.getSource());
              assertThat(outcome.getSuccess()).isEqualTo(outcome.getFinalGap().orElseThrow() <= 0);
              assertThat(outcome.getQueries()).isPositive();
              assertThat(outcome.getEarlierGap().isPresent())
                  .isEqualTo(outcome.getIterations() >= 2);
              assertThat(outcome.getRepeatable()).isTrue();
            });
  }

  @Test
  void a_transfer_attack_is_made_on_the_surrogate_without_asking_the_model() throws Exception {
    ArtifactRef surrogate = data.trained(data.model(1, Optional.empty()), training, artifacts);
    AttackJob transfer =
        job(AttackSpec.of(AttackMode.TRANSFER_PGD_LINF, BUDGET).withSurrogate("m-surrogate"))
            .setSurrogate(surrogate)
            .build();
    AttackJob direct =
        job(AttackSpec.of(AttackMode.PGD_LINF_MARGIN, BUDGET)).setModel(surrogate).build();

    List<AttackOutcome> transferred = run(transfer);

    assertThat(transferred)
        .extracting(AttackOutcome::getPerturbation)
        .containsExactlyElementsOf(
            run(direct).stream().map(AttackOutcome::getPerturbation).toList());
    assertThat(transferred).extracting(AttackOutcome::getQueries).containsOnly(0L);
  }

  private List<AttackOutcome> run(AttackJob job) throws InterruptedException {
    Delivery delivery = new Delivery();
    new AttackerWorker(
            new AttackerMessages(new EventMetas("test", "0", Clock.systemUTC()), new Shards(2)),
            new LoadedModels(new StoredCheckpoints(artifacts), compute),
            data.catalog(),
            new LivePlans(new Known<>(Map.of())))
        .handle(job, delivery);
    return delivery.published(Topics.ATTACK_OUTCOMES);
  }

  /** A job on the model that was trained at T = 20. */
  private AttackJob.Builder job(AttackSpec spec) {
    ModelSpec model = data.model(20, Optional.empty());
    PlannedAttack attack = new PlannedAttack(spec, 2);
    return AttackJob.newBuilder()
        .setMeta(SampleRecords.meta("e-1"))
        .setJobId("attack-1")
        .setModelId(model.id())
        .setAttackId(attack.id())
        .setModel(data.trained(model, training, artifacts))
        .setDataset(data.ref())
        .setSpec(attack.canonical())
        .setTargets(attack.targets())
        .setSamples(List.of(1, 5));
  }
}
