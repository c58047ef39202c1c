package io.reflux.benchmarks.streaming;

import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.EndReason;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.SparsePerturbation;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.packed.PackedFloats;
import io.reflux.schemas.packed.PackedInts;
import io.reflux.schemas.topic.AttackKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The records of a {@link Workload}, with the sizes that those of a real run have. */
final class WorkloadRecords {

  private static final int FEATURES = 784;
  private static final int BUDGET = 112;
  private static final int FEWEST_CHANGED = 25;
  private static final int MOST_CHANGED = 50;
  private static final double SUCCESS_RATE = 0.9;
  private static final List<String> MODES =
      List.of("jsma-f-float32", "jsma-f-float64", "jsma-f-log", "jsma-t", "jsma-z");

  private WorkloadRecords() {}

  static String experimentId(int experiment) {
    return "e-" + digest("experiment", experiment);
  }

  static String modelId(int experiment, int model) {
    return "m-" + digest("model " + experiment, model);
  }

  static String attackId(int attack) {
    return "a-" + digest("attack", attack);
  }

  static ExperimentPlan plan(Workload workload, int experiment) {
    List<PlannedAttack> attacks = new ArrayList<>();
    for (int attack = 0; attack < workload.attacks(); attack++) {
      attacks.add(
          PlannedAttack.newBuilder()
              .setAttackId(attackId(attack))
              .setMode(mode(attackId(attack)))
              .setMaxFeatures(BUDGET)
              .setSpec(spec(mode(attackId(attack))))
              .build());
    }
    List<String> attackIds = attacks.stream().map(PlannedAttack::getAttackId).toList();
    List<PlannedModel> models = new ArrayList<>();
    for (int model = 0; model < workload.models(); model++) {
      models.add(
          PlannedModel.newBuilder()
              .setModelId(modelId(experiment, model))
              .setRole(model == 0 ? ModelRole.BASELINE : ModelRole.STUDENT)
              .setTemperature(1 + 10 * model)
              .setSpec("{}")
              .setAttackIds(attackIds)
              .build());
    }
    return ExperimentPlan.newBuilder()
        .setMeta(meta(experimentId(experiment)))
        .setExperimentId(experimentId(experiment))
        .setStatus(PlanStatus.PLANNED)
        .setRequestEventId("request-" + experiment)
        .setDataset(DatasetRef.newBuilder().setName("mnist").setDigest("d").build())
        .setModels(models)
        .setAttacks(attacks)
        .setAttackSamples(workload.samples())
        .setTargetsPerSample(Workload.TARGETS)
        .build();
  }

  static AttackPlan attackPlan(AttackKey key, int expected) {
    return AttackPlan.newBuilder()
        .setMeta(meta(""))
        .setModelId(key.modelId())
        .setAttackId(key.attackId())
        .setExpectedOutcomes(expected)
        .setMaxFeatures(BUDGET)
        .setFeatures(FEATURES)
        .setMode(mode(key.attackId()))
        .setSpec(spec(mode(key.attackId())))
        .build();
  }

  /** The canonical specification of a saliency map attack. */
  static String spec(String mode) {
    return new io.reflux.robustness.experiment.PlannedAttack(
            AttackSpec.of(mode, 1, BUDGET), Workload.TARGETS)
        .canonical();
  }

  /** The last checkpoint of a model trained on hard labels. */
  static TeacherCheckpoint baseline(String modelId) {
    return TeacherCheckpoint.newBuilder()
        .setMeta(meta(""))
        .setModelId(modelId)
        .setStage(CheckpointStage.FINAL)
        .setEpoch(1)
        .setEpochs(1)
        .setSpec("{}")
        .setWeights(weights())
        .setTrainingLoss(0.25)
        .setQuality(quality())
        .build();
  }

  /** The last checkpoint of a student. */
  static StudentCheckpoint student(String modelId) {
    return StudentCheckpoint.newBuilder()
        .setMeta(meta(""))
        .setModelId(modelId)
        .setParentId("m-teacher")
        .setStage(CheckpointStage.FINAL)
        .setEpoch(1)
        .setEpochs(1)
        .setSpec("{}")
        .setWeights(weights())
        .setTrainingLoss(0.25)
        .setQuality(quality())
        .build();
  }

  /** The outcome of a pair. */
  static AttackOutcome outcome(Workload.Pair pair, SplittableRandom random) {
    int source = pair.sample() % (Workload.TARGETS + 1);
    int target = pair.place() < source ? pair.place() : pair.place() + 1;
    boolean success = random.nextDouble() < SUCCESS_RATE;
    int changed = random.nextInt(FEWEST_CHANGED, MOST_CHANGED + 1);
    return AttackOutcome.newBuilder()
        .setMeta(meta(""))
        .setModelId(pair.attack().modelId())
        .setAttackId(pair.attack().attackId())
        .setSample(pair.sample())
        .setSource(source)
        .setTarget(target)
        .setEndReason(success ? EndReason.SUCCESS : EndReason.BUDGET)
        .setSuccess(success)
        .setL0(changed)
        .setL2((float) Math.sqrt(changed * random.nextDouble(0.5, 1)))
        .setLinf(1)
        .setIterations(changed / 2)
        .setLogitGap((float) random.nextDouble(1, 20))
        .setLog10GradientAmplitude(random.nextDouble(-45, -1))
        .setPerturbation(perturbation(changed, random))
        .setAdversarialClass(success ? target : source)
        .build();
  }

  private static SparsePerturbation perturbation(int changed, SplittableRandom random) {
    int[] indices = random.ints(0, FEATURES).distinct().limit(changed).sorted().toArray();
    float[] deltas = new float[changed];
    Arrays.fill(deltas, 1);
    for (int i = 0; i < changed; i += 2) {
      deltas[i] = (float) random.nextDouble();
    }
    return SparsePerturbation.newBuilder()
        .setIndices(PackedInts.pack(indices))
        .setDeltas(PackedFloats.pack(deltas))
        .build();
  }

  private static String mode(String attackId) {
    return MODES.get(Math.floorMod(attackId.hashCode(), MODES.size()));
  }

  private static ArtifactRef weights() {
    return ArtifactRef.newBuilder()
        .setUri("file:artifacts/weights")
        .setSha256("0".repeat(64))
        .setSize(1)
        .build();
  }

  private static ModelQuality quality() {
    return ModelQuality.newBuilder().setTestSamples(10_000).setTestAccuracy(0.99).build();
  }

  private static EventMeta meta(String experimentId) {
    return EventMeta.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setExperimentId(experimentId)
        .setProducedAt(Instant.ofEpochMilli(System.currentTimeMillis()))
        .setProducer("attacker-service/benchmark-1")
        .setCodeRevision("0.1.0-SNAPSHOT")
        .build();
  }

  private static String digest(String kind, int number) {
    return new UUID(kind.hashCode() * 0x9E3779B97F4A7C15L, number * 0xBF58476D1CE4E5B9L)
        .toString()
        .replace("-", "");
  }
}
