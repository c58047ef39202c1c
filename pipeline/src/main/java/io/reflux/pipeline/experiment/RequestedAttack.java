package io.reflux.pipeline.experiment;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.data.KnownDataset;
import io.reflux.robustness.experiment.StandardBudgets;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.threat.Goal;
import io.reflux.robustness.threat.Norm;
import io.reflux.schemas.avro.AttackRequest;
import io.reflux.schemas.avro.ModelRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One attack of a request, held against the catalogue. Each key is tried alone, on top of what is
 * usual for the mode, so that a mistake is told where it stands; what is allowed is for {@link
 * AttackSpec} to say.
 */
final class RequestedAttack {

  private static final String BASELINE = "baseline";
  private static final String THETA = "theta";
  private static final double NO_THETA = 1;

  private final AttackRequest record;
  private final StandardBudgets budgets;
  private final Optional<ImageShape> shape;
  private final boolean defended;

  /**
   * An attack of a request.
   *
   * @param dataset the images
   * @param defended whether there are other models than the baseline
   */
  RequestedAttack(AttackRequest record, DatasetSpec dataset, boolean defended) {
    this.record = record;
    this.budgets = StandardBudgets.of(dataset);
    this.shape = dataset.known().map(KnownDataset::shape);
    this.defended = defended;
  }

  /**
   * A mistake in an attack.
   *
   * @param keys the way to the wrong value from the attack's own block
   * @param message what is wrong with it
   */
  record Fault(List<String> keys, String message) {}

  /** Everything that is wrong with it. */
  List<Fault> faults() {
    Faults faults = new Faults();
    Optional<AttackMode> mode = faults.ask(() -> AttackModes.named(record.getMode()), "mode");
    mode.ifPresent(
        known -> {
          faults.ask(() -> withTheta(usual(known)), THETA);
          faults.ask(() -> withGoal(usual(known)), "goal");
          faults.ask(() -> withMaxFeatures(usual(known)), "maxFeatures");
          faults.ask(() -> withBudget(usual(known)), "budget");
          faults.ask(() -> withSurrogate(usual(known)), "surrogate");
          faults.ask(() -> withModels(usual(known)), "models");
          record
              .getParameters()
              .forEach(
                  (name, value) ->
                      faults.ask(() -> with(usual(known), name, value), "parameters", name));
        });
    return faults.found;
  }

  /**
   * What it is.
   *
   * @throws IllegalArgumentException if anything is wrong with it
   */
  AttackSpec spec() {
    AttackSpec spec = usual(AttackModes.named(record.getMode()));
    spec = withBudget(withMaxFeatures(withGoal(withTheta(spec))));
    for (Map.Entry<String, Double> each : new TreeMap<>(record.getParameters()).entrySet()) {
      spec = with(spec, each.getKey(), each.getValue());
    }
    return withModels(withSurrogate(spec));
  }

  private AttackSpec usual(AttackMode mode) {
    return AttackSpec.of(mode, budgets.of(mode));
  }

  private AttackSpec withTheta(AttackSpec spec) {
    if (spec.mode().saliency()) {
      return spec.with(THETA, record.getTheta());
    }
    require(record.getTheta() == NO_THETA, "must be left out: %s has none", spec);
    return spec;
  }

  private AttackSpec withGoal(AttackSpec spec) {
    return record.getGoal().isEmpty() ? spec : spec.withGoal(Goal.parse(record.getGoal()));
  }

  private AttackSpec withMaxFeatures(AttackSpec spec) {
    int features = record.getMaxFeatures();
    if (features == 0) {
      return spec;
    }
    require(
        spec.mode().traits().norm() == Norm.L0,
        "must be left out: %s does not count features; give a budget",
        spec);
    require(record.getBudget().isEmpty(), "must be left out where %s has a budget", spec);
    require(features > 0, "must be 0 or more for %s", spec);
    return within(spec.withBudget(features));
  }

  private AttackSpec withBudget(AttackSpec spec) {
    return record.getBudget().map(budget -> within(spec.withBudget(budget))).orElse(spec);
  }

  private AttackSpec within(AttackSpec spec) {
    Norm norm = spec.mode().traits().norm();
    double most =
        norm == Norm.LINF
            ? 1
            : shape.map(images -> norm.diameter(images.features())).orElse(Double.MAX_VALUE);
    if (Double.isFinite(spec.budget()) && spec.budget() > most) {
      throw new IllegalArgumentException(
          "must be at most %s, the largest %s distance of two images with pixels in [0, 1], is %s"
              .formatted(number(most), norm.title(), number(spec.budget())));
    }
    return spec;
  }

  private AttackSpec withSurrogate(AttackSpec spec) {
    String name = record.getSurrogate();
    require(
        name.isEmpty() || spec.mode().transfers(),
        "must be left out: %s looks at the attacked model itself",
        spec);
    require(
        name.isEmpty() || name.equals(BASELINE),
        "must be baseline, the only model that %s can be made on",
        spec);
    return spec;
  }

  private AttackSpec withModels(AttackSpec spec) {
    require(
        !spec.mode().transfers() || !record.getModels().contains(ModelRole.BASELINE),
        "must leave out the baseline, which %s is made on",
        spec);
    require(
        !spec.mode().transfers() || defended,
        "leave nothing to attack: %s is made on the baseline, and without temperatures or"
            + " externalModels there is no other model",
        spec);
    return spec;
  }

  private AttackSpec with(AttackSpec spec, String parameter, double value) {
    require(!parameter.equals(THETA) || !spec.mode().saliency(), "is a key of %s itself", spec);
    require(
        !parameter.equals("temperature") || !spec.mode().usesTemperature(),
        "must be left out: %s takes that of the attacked model",
        spec);
    return spec.with(parameter, value);
  }

  private static void require(boolean holds, String rule, AttackSpec spec) {
    if (!holds) {
      throw new IllegalArgumentException(rule.formatted(spec.mode().label()));
    }
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf(value);
  }

  private static final class Faults {

    private final List<Fault> found = new ArrayList<>();

    <T> Optional<T> ask(Supplier<T> question, String... keys) {
      try {
        return Optional.of(question.get());
      } catch (IllegalArgumentException e) {
        found.add(new Fault(List.of(keys), String.valueOf(e.getMessage())));
        return Optional.empty();
      }
    }
  }
}
