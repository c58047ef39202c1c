package io.reflux.robustness.attack.spec;

import io.reflux.robustness.threat.Goal;
import io.reflux.robustness.threat.Knowledge;
import io.reflux.robustness.threat.Norm;
import io.reflux.robustness.threat.ThreatModel;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An attack as data: what to compute, what for, how far to go, and every parameter. Two equal
 * specifications are the same attack, and {@link #canonical()} is what identifiers are derived
 * from.
 *
 * @param mode what the search computes
 * @param goal what counts as success
 * @param budget the largest change, in the norm of the mode, at least 0; infinite only for modes
 *     that look for the smallest change
 * @param parameters every parameter of the mode by name; one without a standard value may be absent
 *     while it is not known
 * @param surrogate for modes that are made on another model, its id; may be absent while it is not
 *     known
 */
public record AttackSpec(
    AttackMode mode,
    Goal goal,
    double budget,
    SortedMap<String, Double> parameters,
    Optional<String> surrogate) {

  /**
   * The budget of the distillation paper, for MNIST and CIFAR10 alike. It is {@link
   * #jsmaMaxFeatures} of 784 features (14.29 %), but only 3.65 % of CIFAR10's 3072.
   */
  public static final int PAPER_MAX_FEATURES = 112;

  private static final String TEMPERATURE = "temperature";
  private static final String THETA = "theta";
  private static final String QUERIES = "queries";

  /** Checks goal, budget and parameters, and fills in standard values. */
  public AttackSpec {
    if (!mode.traits().goals().contains(goal)) {
      throw new IllegalArgumentException(
          "goal must be %s for %s, was %s"
              .formatted(mode.traits().goals().get(0).label(), mode.label(), goal.label()));
    }
    requireBudget(mode, budget);
    parameters = Collections.unmodifiableSortedMap(complete(mode, parameters));
    if (surrogate.isPresent() && !mode.transfers()) {
      throw new IllegalArgumentException(
          "surrogate must be left out: %s looks at the model itself".formatted(mode.label()));
    }
  }

  /**
   * An attack with its usual goal and standard parameters.
   *
   * @param budget the largest change, in the norm of the mode
   */
  public static AttackSpec of(AttackMode mode, double budget) {
    return new AttackSpec(
        mode, mode.traits().goals().get(0), budget, new TreeMap<>(), Optional.empty());
  }

  /**
   * A saliency map attack.
   *
   * @throws IllegalArgumentException if the mode is unknown or a value is out of range
   */
  public static AttackSpec of(String mode, double theta, int maxFeatures) {
    return of(AttackMode.parse(mode), maxFeatures).with(THETA, theta);
  }

  /** The distillation paper's attack: {@code jsma-f-float32}, theta +1, 112 features. */
  public static AttackSpec paper() {
    return of(AttackMode.JSMA_F_FLOAT32, PAPER_MAX_FEATURES);
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

  /** The same with one parameter changed. */
  public AttackSpec with(String parameter, double value) {
    SortedMap<String, Double> changed = new TreeMap<>(parameters);
    changed.put(parameter, value);
    return new AttackSpec(mode, goal, budget, changed, surrogate);
  }

  /** The same with another goal. */
  public AttackSpec withGoal(Goal other) {
    return new AttackSpec(mode, other, budget, parameters, surrogate);
  }

  /** The same with another budget. */
  public AttackSpec withBudget(double other) {
    return new AttackSpec(mode, goal, other, parameters, surrogate);
  }

  /** The same made on that model. */
  public AttackSpec withSurrogate(String modelId) {
    return new AttackSpec(mode, goal, budget, parameters, Optional.of(modelId));
  }

  /** The same attack at a temperature, for the model at hand. */
  public AttackSpec withTemperature(double value) {
    if (!mode.usesTemperature()) {
      throw new IllegalArgumentException(
          "temperature must be left out: %s works at T = 1".formatted(mode.label()));
    }
    return with(TEMPERATURE, value);
  }

  /**
   * Checks that nothing is missing to run it.
   *
   * @throws IllegalArgumentException if a parameter without a standard value is not given
   */
  public void requireComplete() {
    for (AttackParameter parameter : mode.parameters()) {
      if (parameter.required() && !parameters.containsKey(parameter.name())) {
        throw new IllegalArgumentException(
            "%s needs the %s of the model".formatted(mode.label(), parameter.name()));
      }
    }
  }

  /** The parameters that are not the usual ones, such as {@code confidence 20}; may be empty. */
  public String variant() {
    DecimalFormat plain =
        new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
    return mode.parameters().stream()
        .filter(parameter -> !Double.isNaN(parameter.standard()))
        .filter(parameter -> real(parameter.name()) != parameter.standard())
        .map(parameter -> parameter.name() + " " + plain.format(real(parameter.name())))
        .collect(Collectors.joining(", "));
  }

  /** The value of a parameter that the mode has. */
  public double real(String parameter) {
    Double value = parameters.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s has no parameter %s".formatted(mode.label(), parameter));
    }
    return value;
  }

  /** The value of a whole parameter that the mode has. */
  public int count(String parameter) {
    return Math.toIntExact((long) real(parameter));
  }

  /** Which images count as adversarial. */
  public Boundary boundary() {
    return new Boundary(mode.traits().norm(), budget, goal);
  }

  /** What the attack may do. */
  public ThreatModel threatModel() {
    return new ThreatModel(
        boundary(),
        mode.traits().knowledge(),
        mode.traits().knowledge() == Knowledge.WHITE_BOX
            ? ThreatModel.UNLIMITED
            : parameters.getOrDefault(QUERIES, (double) ThreatModel.UNLIMITED).longValue());
  }

  /** The change of a feature per step of a saliency map attack; 1 for other attacks. */
  public double theta() {
    return parameters.getOrDefault(THETA, 1.0);
  }

  /** The most features that may change: all of them, unless the budget says less. */
  public int maxFeatures(int features) {
    return mode.traits().norm() == Norm.L0 ? (int) Math.min(budget, features) : features;
  }

  /** The description from which identifiers are derived. {@link #parse} reads it back. */
  public SortedMap<String, Object> canonical() {
    return SpecNotation.write(this);
  }

  /**
   * Reads a description such as {@link #canonical()} gives; numbers may be of any numeric type.
   *
   * @throws IllegalArgumentException if a key is missing or unknown, or a value is of the wrong
   *     type or out of range
   */
  public static AttackSpec parse(Map<String, ?> description) {
    return SpecNotation.read(description);
  }

  private static void requireBudget(AttackMode mode, double budget) {
    AttackTraits traits = mode.traits();
    if (!(budget >= 0)) {
      throw new IllegalArgumentException("budget must be >= 0, was " + budget);
    }
    if (Double.isInfinite(budget) && traits.promise() != Promise.SMALLEST) {
      throw new IllegalArgumentException(
          "budget must be finite: %s stays within it".formatted(mode.label()));
    }
    if (traits.norm() == Norm.L0 && Double.isFinite(budget) && budget != Math.rint(budget)) {
      throw new IllegalArgumentException(
          "budget must be a whole number of features for %s, was %s"
              .formatted(mode.label(), budget));
    }
  }

  private static SortedMap<String, Double> complete(
      AttackMode mode, SortedMap<String, Double> given) {
    SortedMap<String, Double> rest = new TreeMap<>(given);
    SortedMap<String, Double> complete = new TreeMap<>();
    for (AttackParameter parameter : mode.parameters()) {
      Double value = rest.remove(parameter.name());
      if (value != null) {
        complete.put(parameter.name(), parameter.check(value));
      } else if (!parameter.required()) {
        complete.put(parameter.name(), parameter.standard());
      }
    }
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no parameter '%s'; it has %s"
              .formatted(
                  mode.label(),
                  rest.firstKey(),
                  mode.parameters().isEmpty()
                      ? "none"
                      : String.join(
                          ", ", mode.parameters().stream().map(AttackParameter::name).toList())));
    }
    return complete;
  }
}
