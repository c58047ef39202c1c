package io.reflux.robustness.attack.spec;

import io.reflux.robustness.threat.Goal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Specifications as maps of texts and numbers: {@code mode}, {@code goal}, {@code budget} (a number
 * or {@code unbounded}), {@code surrogate} if there is one, and each parameter under its own name.
 */
final class SpecNotation {

  private static final String MODE = "mode";
  private static final String GOAL = "goal";
  private static final String BUDGET = "budget";
  private static final String SURROGATE = "surrogate";
  private static final String UNBOUNDED = "unbounded";

  private SpecNotation() {}

  static SortedMap<String, Object> write(AttackSpec spec) {
    SortedMap<String, Object> canonical = new TreeMap<>(spec.parameters());
    canonical.put(MODE, spec.mode().label());
    canonical.put(GOAL, spec.goal().label());
    canonical.put(BUDGET, Double.isInfinite(spec.budget()) ? UNBOUNDED : spec.budget());
    spec.surrogate().ifPresent(model -> canonical.put(SURROGATE, model));
    return Collections.unmodifiableSortedMap(canonical);
  }

  static AttackSpec read(Map<String, ?> description) {
    SortedMap<String, Object> rest = new TreeMap<>(description);
    for (String key : List.of(MODE, GOAL, BUDGET)) {
      if (!rest.containsKey(key)) {
        throw new IllegalArgumentException("attack must have the key '%s'".formatted(key));
      }
    }
    AttackMode mode = AttackMode.parse(String.valueOf(rest.remove(MODE)));
    Goal goal = Goal.parse(String.valueOf(rest.remove(GOAL)));
    double budget = budget(rest.remove(BUDGET));
    Optional<String> surrogate = Optional.ofNullable(rest.remove(SURROGATE)).map(String::valueOf);
    SortedMap<String, Double> parameters = new TreeMap<>();
    rest.forEach((key, value) -> parameters.put(key, number(key, value)));
    return new AttackSpec(mode, goal, budget, parameters, surrogate);
  }

  private static double budget(@Nullable Object value) {
    return UNBOUNDED.equals(value) ? Double.POSITIVE_INFINITY : number(BUDGET, value);
  }

  private static double number(String key, @Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException("%s must be a number, was '%s'".formatted(key, value));
  }
}
