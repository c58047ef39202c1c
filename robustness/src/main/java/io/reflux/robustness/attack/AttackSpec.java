package io.reflux.robustness.attack;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An attack as data: what to compute and how far to go. Two equal specifications are the same
 * attack, and {@link #canonical()} is what identifiers are derived from.
 *
 * @param mode what the search differentiates
 * @param theta what is added to each chosen feature, in [-1, 1] and not 0; +1 sets a pixel to its
 *     maximum, -1 to its minimum
 * @param maxFeatures the budget: how many features may be changed, at least 0; an odd budget leaves
 *     one feature unused, since features are changed in pairs
 * @param temperature the softmax temperature T, positive, for modes that use one; empty for the
 *     others, and empty while the model to attack is not known
 */
public record AttackSpec(
    AttackMode mode, double theta, int maxFeatures, OptionalDouble temperature) {

  /**
   * The budget of the distillation paper, for MNIST and CIFAR10 alike. It is {@link
   * #jsmaMaxFeatures} of 784 features (14.29 %), but only 3.65 % of CIFAR10's 3072.
   */
  public static final int PAPER_MAX_FEATURES = 112;

  private static final String MODE = "mode";
  private static final String THETA = "theta";
  private static final String MAX_FEATURES = "maxFeatures";
  private static final String TEMPERATURE = "temperature";
  private static final SortedMap<String, Boolean> REQUIRED =
      new TreeMap<>(Map.of(MODE, true, THETA, true, MAX_FEATURES, true, TEMPERATURE, false));

  /** Checks the ranges, and that only modes that use a temperature carry one. */
  public AttackSpec {
    if (!(Math.abs(theta) <= 1) || theta == 0) {
      throw new IllegalArgumentException("theta must be in [-1, 1] and not 0, was " + theta);
    }
    if (maxFeatures < 0) {
      throw new IllegalArgumentException("maxFeatures must be >= 0, was " + maxFeatures);
    }
    if (temperature.isPresent() && !mode.usesTemperature()) {
      throw new IllegalArgumentException(
          "temperature must be left out: %s works at T = 1".formatted(mode.label()));
    }
    double value = temperature.orElse(1);
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("temperature must be positive and finite, was " + value);
    }
  }

  /**
   * A specification without a temperature.
   *
   * @throws IllegalArgumentException if the mode is unknown or a value is out of range
   */
  public static AttackSpec of(String mode, double theta, int maxFeatures) {
    return new AttackSpec(AttackMode.parse(mode), theta, maxFeatures, OptionalDouble.empty());
  }

  /** The distillation paper's attack: {@code jsma-f-float32}, theta +1, 112 features. */
  public static AttackSpec paper() {
    return new AttackSpec(AttackMode.JSMA_F_FLOAT32, 1, PAPER_MAX_FEATURES, OptionalDouble.empty());
  }

  /**
   * The budget rule of the JSMA paper at its distortion limit of 14.5 %: {@code 2 * floor(features
   * * 14.5 / 200)}. 112 of 784 features, 444 of 3072.
   *
   * @param features at least 1
   */
  public static int jsmaMaxFeatures(int features) {
    if (features < 1) {
      throw new IllegalArgumentException("features must be >= 1, was " + features);
    }
    return Math.toIntExact(features * 29L / 400 * 2);
  }

  /** The same attack at a temperature, for the model at hand. */
  public AttackSpec withTemperature(double value) {
    return new AttackSpec(mode, theta, maxFeatures, OptionalDouble.of(value));
  }

  /**
   * The description from which identifiers are derived: keys in alphabetical order, the temperature
   * left out where there is none. {@link #parse} reads it back.
   */
  public SortedMap<String, Object> canonical() {
    SortedMap<String, Object> canonical = new TreeMap<>();
    canonical.put(MODE, mode.label());
    canonical.put(THETA, theta);
    canonical.put(MAX_FEATURES, maxFeatures);
    temperature.ifPresent(value -> canonical.put(TEMPERATURE, value));
    return Collections.unmodifiableSortedMap(canonical);
  }

  /**
   * Reads a description such as {@link #canonical()} gives; numbers may be of any numeric type.
   *
   * @throws IllegalArgumentException if a key is missing or unknown, or a value is of the wrong
   *     type or out of range
   */
  public static AttackSpec parse(Map<String, ?> description) {
    requireKeys(description);
    double budget = number(description, MAX_FEATURES);
    if (budget != Math.rint(budget) || Math.abs(budget) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("maxFeatures must be a whole number, was " + budget);
    }
    return new AttackSpec(
        AttackMode.parse(String.valueOf(description.get(MODE))),
        number(description, THETA),
        (int) budget,
        description.containsKey(TEMPERATURE)
            ? OptionalDouble.of(number(description, TEMPERATURE))
            : OptionalDouble.empty());
  }

  private static void requireKeys(Map<String, ?> description) {
    for (String key : new TreeSet<>(description.keySet())) {
      if (!REQUIRED.containsKey(key)) {
        throw new IllegalArgumentException(
            "attack has the unknown key '%s'; known keys are %s".formatted(key, REQUIRED.keySet()));
      }
    }
    REQUIRED.forEach(
        (key, required) -> {
          if (required && !description.containsKey(key)) {
            throw new IllegalArgumentException("attack must have the key '%s'".formatted(key));
          }
        });
  }

  private static double number(Map<String, ?> description, String key) {
    if (description.get(key) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "%s must be a number, was '%s'".formatted(key, description.get(key)));
  }
}
