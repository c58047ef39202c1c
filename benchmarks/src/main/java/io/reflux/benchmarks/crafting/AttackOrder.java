package io.reflux.benchmarks.crafting;

import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.experiment.PlannedAttack;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.avro.TeacherCheckpoint;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;

/**
 * The records that make attackers attack: a plan of one model and one attack, and the model's final
 * checkpoint.
 *
 * @param modelId a new id for each order, since nothing is attacked twice
 * @param attack what to run
 * @param weights where the victim is
 */
record AttackOrder(String modelId, PlannedAttack attack, ArtifactRef weights) {

  private static final EventMetas METAS = new EventMetas("benchmarks", "0", Clock.systemUTC());

  static AttackOrder of(String modelId, String mode, int samples, ArtifactRef weights) {
    AttackSpec spec = AttackSpec.of(mode, 1, AttackSpec.PAPER_MAX_FEATURES);
    return new AttackOrder(modelId, new PlannedAttack(spec, samples), weights);
  }

  ExperimentPlan plan(Victim victim) {
    return ExperimentPlan.newBuilder()
        .setMeta(meta())
        .setExperimentId(modelId)
        .setStatus(PlanStatus.PLANNED)
        .setDataset(new DatasetRef(Victim.dataset().name(), victim.data().digest(), 0, 0))
        .setModels(
            List.of(
                PlannedModel.newBuilder()
                    .setModelId(modelId)
                    .setRole(ModelRole.BASELINE)
                    .setSpec(Victim.spec().canonical())
                    .setAttackIds(List.of(attack.id()))
                    .build()))
        .setAttacks(
            List.of(
                io.reflux.schemas.avro.PlannedAttack.newBuilder()
                    .setAttackId(attack.id())
                    .setMode(attack.spec().mode().label())
                    .setMaxFeatures(attack.spec().maxFeatures(Integer.MAX_VALUE))
                    .setSpec(attack.canonical())
                    .build()))
        .setAttackSamples(attack.samples())
        .build();
  }

  TeacherCheckpoint checkpoint(Victim victim) {
    return TeacherCheckpoint.newBuilder()
        .setMeta(meta())
        .setModelId(modelId)
        .setStage(CheckpointStage.FINAL)
        .setEpoch(1)
        .setEpochs(1)
        .setTemperature(1)
        .setSpec(Victim.spec().canonical())
        .setWeights(weights)
        .setFeatures(victim.data().test().shape().features())
        .setClasses(victim.data().test().classes())
        .setTrainingLoss(0)
        .setQuality(quality(victim))
        .build();
  }

  private ModelQuality quality(Victim victim) {
    int images = victim.data().test().size();
    BitSet correct = new BitSet();
    for (int image : victim.correct(images)) {
      correct.set(image);
    }
    byte[] bitmap = new byte[(images + Byte.SIZE - 1) / Byte.SIZE];
    byte[] set = correct.toByteArray();
    System.arraycopy(set, 0, bitmap, 0, set.length);
    return ModelQuality.newBuilder()
        .setTestSamples(images)
        .setTestAccuracy(1.0 * correct.cardinality() / images)
        .setCorrectTestSamples(ByteBuffer.wrap(bitmap))
        .build();
  }

  private EventMeta meta() {
    return METAS.create(modelId, 0);
  }
}
