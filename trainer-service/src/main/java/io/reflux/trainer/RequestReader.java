package io.reflux.trainer;

import io.reflux.pipeline.experiment.DatasetRecords;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.experiment.AttackRequest;
import io.reflux.robustness.experiment.Experiment;
import io.reflux.robustness.experiment.ModelRole;
import io.reflux.robustness.experiment.TrainingRecipe;
import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.Initialization;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.TemperatureRate;
import io.reflux.schemas.avro.TrainingRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a request as an experiment; every fault is an IllegalArgumentException that names it. */
final class RequestReader {

  private RequestReader() {}

  static Experiment read(ExperimentRequested request) {
    return new Experiment(
        DatasetRecords.spec(request.getDataset()),
        Architecture.resolve(request.getArchitecture()),
        recipe(request.getTraining()),
        request.getTemperatures(),
        request.getAttacks().stream()
            .map(attack -> attack(attack, request.getAttackTeachers()))
            .toList(),
        request.getAttackSamples());
  }

  private static TrainingRecipe recipe(TrainingRequest training) {
    return new TrainingRecipe(
        training.getEpochs(),
        training.getBatchSize(),
        step(training.getLearningRate(), training.getMomentum()),
        new TrainingRecipe.Decay(training.getLearningRateDecay(), training.getDecayEpochs()),
        training.getSeed(),
        initialization(training.getInitialization()),
        training.getTemperatureRates().stream().map(RequestReader::exception).toList());
  }

  private static TrainingRecipe.TemperatureException exception(TemperatureRate rate) {
    return new TrainingRecipe.TemperatureException(
        rate.getTemperature(),
        step(rate.getLearningRate(), rate.getMomentum()),
        rate.getEpochs().map(OptionalInt::of).orElse(OptionalInt.empty()));
  }

  private static TrainingRecipe.Step step(Optional<Double> rate, Optional<Double> momentum) {
    return new TrainingRecipe.Step(optional(rate), optional(momentum));
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  private static Initialization initialization(String name) {
    return Arrays.stream(Initialization.values())
        .filter(each -> each.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "training.initialization must be one of %s, was \"%s\""
                        .formatted(List.of(Initialization.values()), name)));
  }

  private static AttackRequest attack(
      io.reflux.schemas.avro.AttackRequest attack, boolean attackTeachers) {
    int budget =
        attack.getMaxFeatures() == 0 ? AttackSpec.PAPER_MAX_FEATURES : attack.getMaxFeatures();
    AttackSpec spec = AttackSpec.of(attack.getMode(), attack.getTheta(), budget);
    return new AttackRequest(spec, roles(attack, attackTeachers), attack.getTemperatures());
  }

  private static Set<ModelRole> roles(
      io.reflux.schemas.avro.AttackRequest attack, boolean attackTeachers) {
    if (attack.getModels().isEmpty()) {
      return attackTeachers
          ? EnumSet.allOf(ModelRole.class)
          : EnumSet.of(ModelRole.BASELINE, ModelRole.STUDENT);
    }
    Set<ModelRole> roles = EnumSet.noneOf(ModelRole.class);
    for (io.reflux.schemas.avro.ModelRole role : attack.getModels()) {
      if (role == io.reflux.schemas.avro.ModelRole.UNKNOWN) {
        throw new IllegalArgumentException(
            "attacks[].models must be BASELINE, STUDENT or TEACHER, one was unknown");
      }
      roles.add(ModelRole.valueOf(role.name()));
    }
    return roles;
  }
}
