package io.reflux.trainer;

import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.attack.spec.AttackTraits;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.data.KnownDataset;
import io.reflux.robustness.experiment.Experiment;
import io.reflux.robustness.experiment.ExternalModel;
import io.reflux.robustness.experiment.PlannedModel;
import io.reflux.robustness.provenance.Digests;
import io.reflux.robustness.threat.Norm;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlannedAttack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what follows from an experiment into its plan. */
final class PlanWriter {

  private PlanWriter() {}

  static void fill(ExperimentPlan.Builder plan, Experiment experiment) {
    List<PlannedModel> models = experiment.models();
    Map<String, PlannedAttack> attacks = new LinkedHashMap<>();
    List<io.reflux.schemas.avro.PlannedModel> written = new ArrayList<>();
    for (PlannedModel model : models) {
      model.attacks().forEach(attack -> attacks.putIfAbsent(attack.id(), attack(attack)));
      written.add(model(model));
    }
    List<io.reflux.robustness.experiment.PlannedAttack> facing = experiment.externalAttacks();
    for (ExternalModel model : experiment.externalModels()) {
      facing.forEach(attack -> attacks.putIfAbsent(attack.id(), attack(attack)));
      written.add(external(model, facing));
    }
    plan.setDataset(dataset(experiment.dataset()))
        .setModels(written)
        .setAttacks(List.copyOf(attacks.values()))
        .setAttackSamples(experiment.attackSamples())
        .setTargetsPerSample(attacks.isEmpty() ? 0 : targets(experiment.dataset()))
        .setRequestDigest(digest(written, attacks));
  }

  private static io.reflux.schemas.avro.PlannedModel model(PlannedModel model) {
    return io.reflux.schemas.avro.PlannedModel.newBuilder()
        .setModelId(model.spec().id())
        .setRole(ModelRole.valueOf(model.role().name()))
        .setTemperature(model.temperature())
        .setParentId(model.spec().parent().orElse(null))
        .setSpec(model.spec().canonical())
        .setAttackIds(ids(model.attacks()))
        .build();
  }

  private static io.reflux.schemas.avro.PlannedModel external(
      ExternalModel model, List<io.reflux.robustness.experiment.PlannedAttack> facing) {
    return io.reflux.schemas.avro.PlannedModel.newBuilder()
        .setModelId(model.id())
        .setRole(ModelRole.EXTERNAL)
        .setSpec(model.canonical())
        .setAttackIds(ids(facing))
        .build();
  }

  private static List<String> ids(List<io.reflux.robustness.experiment.PlannedAttack> attacks) {
    return attacks.stream().map(io.reflux.robustness.experiment.PlannedAttack::id).toList();
  }

  private static PlannedAttack attack(io.reflux.robustness.experiment.PlannedAttack attack) {
    AttackSpec spec = attack.spec();
    AttackTraits traits = spec.mode().traits();
    boolean limited = Double.isFinite(spec.budget());
    return PlannedAttack.newBuilder()
        .setAttackId(attack.id())
        .setMode(spec.mode().label())
        .setTheta(spec.theta())
        .setMaxFeatures(limited && traits.norm() == Norm.L0 ? (int) spec.budget() : 0)
        .setSpec(attack.canonical())
        .setNorm(traits.norm().label())
        .setGoal(spec.goal().label())
        .setKnowledge(traits.knowledge().label())
        .setBudget(limited ? spec.budget() : null)
        .setSurrogateId(spec.surrogate().orElse(null))
        .build();
  }

  private static DatasetRef dataset(DatasetSpec dataset) {
    return DatasetRef.newBuilder()
        .setName(dataset.name())
        .setDigest(dataset.resolvedDigest().orElse(""))
        .setTrainingSamples(dataset.trainingSamples())
        .setTestSamples(dataset.testSamples())
        .build();
  }

  private static int targets(DatasetSpec dataset) {
    return dataset.known().map(KnownDataset::classNames).map(names -> names.size() - 1).orElse(0);
  }

  private static String digest(
      List<io.reflux.schemas.avro.PlannedModel> models, Map<String, PlannedAttack> attacks) {
    return Digests.sha256(
        models.stream()
                .map(model -> model.getModelId() + model.getAttackIds())
                .collect(Collectors.joining("\n"))
            + attacks.keySet());
  }
}
