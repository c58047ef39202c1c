package io.reflux.robustness.experiment;

import io.reflux.robustness.network.Initialization;
import io.reflux.robustness.training.LearningRateRule;
import io.reflux.robustness.training.TrainingPlan;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How all models of an experiment are trained; together with a temperature it is a {@link
 * TrainingPlan}.
 *
 * @param epochs passes over the training images, at least 1
 * @param batchSize images per step, at least 1
 * @param step learning rate and momentum where they are given
 * @param decay how the learning rate falls
 * @param seed of the initial weights, the order of the images and the dropout masks
 * @param initialization distribution of the initial weights
 * @param exceptions what is different at single temperatures, at most one for each
 */
public record TrainingRecipe(
    int epochs,
    int batchSize,
    Step step,
    Decay decay,
    long seed,
    Initialization initialization,
    List<TemperatureException> exceptions) {

  /** Copies the list and checks that no temperature has two exceptions. */
  public TrainingRecipe {
    exceptions = List.copyOf(exceptions);
    if (exceptions.stream().map(TemperatureException::temperature).distinct().count()
        != exceptions.size()) {
      throw new IllegalArgumentException(
          "training.temperatureRates must have one entry per temperature, had "
              + exceptions.stream()
                  .map(TemperatureException::temperature)
                  .collect(Collectors.toList()));
    }
  }

  /**
   * The size of a step; what is empty follows {@link LearningRateRule}.
   *
   * @param learningRate above 0
   * @param momentum in [0, 1)
   */
  public record Step(OptionalDouble learningRate, OptionalDouble momentum) {}

  /**
   * How the learning rate falls.
   *
   * @param factor applied every {@code epochs} epochs, in (0, 1]
   * @param epochs 0 = never
   */
  public record Decay(double factor, int epochs) {}

  /**
   * What replaces the general values at one temperature.
   *
   * @param temperature the one it is for
   * @param step what is empty stays general
   * @param epochs empty = the general number
   */
  public record TemperatureException(double temperature, Step step, OptionalInt epochs) {}

  /**
   * The plan at a temperature.
   *
   * @param temperature T, positive
   * @param seedOffset added to the seed, so that a student does not start where its teacher did
   * @throws IllegalArgumentException if a value is out of range
   */
  public TrainingPlan at(double temperature, int seedOffset) {
    TemperatureException here =
        exceptions.stream()
            .filter(each -> each.temperature() == temperature)
            .findFirst()
            .orElse(
                new TemperatureException(
                    temperature,
                    new Step(OptionalDouble.empty(), OptionalDouble.empty()),
                    OptionalInt.empty()));
    LearningRateRule.Step rule = LearningRateRule.forTemperature(temperature);
    return new TrainingPlan(
        temperature,
        here.epochs().orElse(epochs),
        batchSize,
        first(here.step().learningRate(), step.learningRate(), rule.learningRate()),
        first(here.step().momentum(), step.momentum(), rule.momentum()),
        decay.factor(),
        decay.epochs(),
        seed + seedOffset,
        initialization);
  }

  private static double first(OptionalDouble special, OptionalDouble general, double rule) {
    return special.orElse(general.orElse(rule));
  }
}
