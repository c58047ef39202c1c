package io.reflux.trainer;

import io.reflux.pipeline.experiment.AttackRecords;
import io.reflux.pipeline.experiment.DatasetRecords;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.experiment.Experiment;
import io.reflux.robustness.experiment.Lineup;
import io.reflux.robustness.experiment.TrainingRecipe;
import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.Initialization;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.TemperatureRate;
import io.reflux.schemas.avro.TrainingRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads a request as an experiment; every fault is an IllegalArgumentException that names it. */
final class RequestReader {

  private RequestReader() {}

  static Experiment read(ExperimentRequested request) {
    DatasetSpec dataset = DatasetRecords.spec(request.getDataset());
    return new Experiment(
        dataset,
        Architecture.resolve(request.getArchitecture()),
        recipe(request.getTraining()),
        new Lineup(request.getBaseline(), request.getTemperatures(), request.getExternalModels()),
        AttackRecords.requests(request, dataset),
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
}
