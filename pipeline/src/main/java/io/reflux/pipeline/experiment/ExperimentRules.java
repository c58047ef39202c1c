package io.reflux.pipeline.experiment;

import io.reflux.pipeline.experiment.text.KeyPath;
import io.reflux.pipeline.experiment.text.Problems;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.experiment.AttackSuite;
import io.reflux.robustness.experiment.Lineup;
import io.reflux.robustness.training.TrainingPlan;
import io.reflux.schemas.avro.AttackRequest;
import io.reflux.schemas.avro.DatasetRequest;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.TemperatureRate;
import io.reflux.schemas.avro.TrainingRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ranges of an experiment's values, checked before anything is started. What needs the science
 * to judge, such as whether an architecture fits the images, is the planner's to refuse.
 */
final class ExperimentRules {

  private static final List<String> INITIALIZATIONS = List.of("HE", "GLOROT");
  private static final List<String> TARGET_RULES = List.of("all-others");

  /** Stands for a data set that is none, which is told once and not again for each attack. */
  private static final String ANY_DATASET = "idx:unknown";

  private final Problems problems;

  ExperimentRules(Problems problems) {
    this.problems = problems;
  }

  /** Checks everything. */
  void check(ExperimentRequested request) {
    checkDataset(request.getDataset(), KeyPath.TOP.key("dataset"));
    checkTraining(request.getTraining(), KeyPath.TOP.key("training"));
    checkTemperatures(request.getTemperatures(), KeyPath.TOP.key("temperatures"));
    checkRates(request, KeyPath.TOP.key("training").key("temperatureRates"));
    for (int i = 0; i < request.getAttacks().size(); i++) {
      checkAttack(request, request.getAttacks().get(i), KeyPath.TOP.key("attacks").item(i));
    }
    if (!request.getSuite().isEmpty()) {
      accepted(KeyPath.TOP.key("suite"), () -> AttackSuite.parse(request.getSuite()));
    }
    checkExternals(request);
    atLeast(1, request.getAttackSamples(), KeyPath.TOP.key("attackSamples"));
    oneOf(TARGET_RULES, request.getTargets(), KeyPath.TOP.key("targets"));
  }

  /** Checks everything, and that the content of the data set is known without reading it. */
  void checkComplete(ExperimentRequested request) {
    check(request);
    accepted(
        KeyPath.TOP.key("dataset"), () -> DatasetRecords.spec(request.getDataset()).identity());
  }

  private void checkDataset(DatasetRequest dataset, KeyPath path) {
    atLeast(0, dataset.getTrainingSamples(), path.key("trainingSamples"));
    atLeast(0, dataset.getTestSamples(), path.key("testSamples"));
    accepted(path, () -> DatasetRecords.spec(dataset));
  }

  /** The images of the request, or others in their place where there are none such. */
  private static DatasetSpec dataset(DatasetRequest dataset) {
    try {
      return DatasetRecords.spec(dataset);
    } catch (IllegalArgumentException e) {
      return DatasetSpec.of(ANY_DATASET);
    }
  }

  private void checkTraining(TrainingRequest training, KeyPath path) {
    atLeast(1, training.getEpochs(), path.key("epochs"));
    atLeast(1, training.getBatchSize(), path.key("batchSize"));
    training.getLearningRate().ifPresent(value -> rate(value, path.key("learningRate")));
    training.getMomentum().ifPresent(momentum -> share(momentum, path.key("momentum")));
    double decay = training.getLearningRateDecay();
    require(decay > 0 && decay <= 1, path.key("learningRateDecay"), "must be in (0, 1]", decay);
    atLeast(0, training.getDecayEpochs(), path.key("decayEpochs"));
    oneOf(INITIALIZATIONS, training.getInitialization(), path.key("initialization"));
  }

  private void checkTemperatures(List<Double> temperatures, KeyPath path) {
    Set<Double> seen = new HashSet<>();
    for (int i = 0; i < temperatures.size(); i++) {
      double temperature = temperatures.get(i);
      positive(temperature, path.item(i));
      require(seen.add(temperature), path.item(i), "stands twice in the list", temperature);
    }
  }

  private void checkExternals(ExperimentRequested request) {
    List<String> externals = request.getExternalModels();
    accepted(KeyPath.TOP.key("externalModels"), () -> new Lineup(true, List.of(), externals));
    if (!request.getBaseline()) {
      KeyPath path = KeyPath.TOP.key("baseline");
      require(
          !externals.isEmpty() || !request.getTemperatures().isEmpty(),
          path,
          "must be true where there are neither temperatures nor externalModels",
          false);
      for (AttackRequest attack : request.getAttacks()) {
        require(!transfers(attack), path, "must be true for " + attack.getMode(), false);
      }
    }
  }

  private static boolean transfers(AttackRequest attack) {
    return Arrays.stream(AttackMode.values())
        .anyMatch(mode -> mode.transfers() && mode.label().equals(attack.getMode()));
  }

  private void checkRates(ExperimentRequested request, KeyPath path) {
    List<TemperatureRate> rates = request.getTraining().getTemperatureRates();
    Set<Double> seen = new HashSet<>();
    for (int i = 0; i < rates.size(); i++) {
      TemperatureRate rate = rates.get(i);
      KeyPath key = path.item(i);
      double temperature = rate.getTemperature();
      require(
          temperature == 1 || request.getTemperatures().contains(temperature),
          key.key("temperature"),
          "must be 1 or one of the experiment's temperatures",
          temperature);
      require(seen.add(temperature), key.key("temperature"), "stands twice", temperature);
      rate.getLearningRate().ifPresent(value -> rate(value, key.key("learningRate")));
      rate.getMomentum().ifPresent(value -> share(value, key.key("momentum")));
      rate.getEpochs().ifPresent(value -> atLeast(1, value, key.key("epochs")));
    }
  }

  private void checkAttack(ExperimentRequested request, AttackRequest attack, KeyPath path) {
    atLeast(0, attack.getMaxFeatures(), path.key("maxFeatures"));
    AttackRecords.requested(request, attack, dataset(request.getDataset()))
        .faults()
        .forEach(fault -> problems.add(path.keys(fault.keys()), fault.message()));
    for (int i = 0; i < attack.getTemperatures().size(); i++) {
      double temperature = attack.getTemperatures().get(i);
      require(
          request.getTemperatures().contains(temperature),
          path.key("temperatures").item(i),
          "must be one of the experiment's temperatures",
          temperature);
    }
  }

  private void atLeast(int least, int value, KeyPath key) {
    require(value >= least, key, "must be " + least + " or more", value);
  }

  private void positive(double value, KeyPath key) {
    require(value > 0, key, "must be above 0", value);
  }

  private void rate(double value, KeyPath key) {
    require(
        value > 0 && value <= TrainingPlan.HIGHEST_LEARNING_RATE,
        key,
        "must be in (0, %.0f]".formatted(TrainingPlan.HIGHEST_LEARNING_RATE),
        value);
  }

  private void share(double value, KeyPath key) {
    require(value >= 0 && value < 1, key, "must be in [0, 1)", value);
  }

  private void oneOf(List<String> known, String value, KeyPath key) {
    require(known.contains(value), key, "must be " + String.join(" or ", known), value);
  }

  /** Asks the science itself, which refuses by an exception that says what it knows. */
  private void accepted(KeyPath key, Runnable construction) {
    try {
      construction.run();
    } catch (IllegalArgumentException e) {
      problems.add(key, String.valueOf(e.getMessage()));
    }
  }

  private void require(boolean holds, KeyPath key, String rule, Object value) {
    if (!holds) {
      problems.add(key, rule + ", is " + value);
    }
  }
}
