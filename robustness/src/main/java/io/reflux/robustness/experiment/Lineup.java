package io.reflux.robustness.experiment;

import java.util.List;

/**
 * Which models an experiment has.
 *
 * @param baseline whether the undefended baseline is trained
 * @param temperatures of teachers and students, positive, each once, at most 32
 * @param externals registered ids of models made elsewhere, each once, at most 32
 */
public record Lineup(boolean baseline, List<Double> temperatures, List<String> externals) {

  private static final int MOST = 32;

  /** Checks that there is a model, and none twice. */
  public Lineup {
    temperatures = List.copyOf(temperatures);
    externals = List.copyOf(externals);
    requireDifferent("temperatures must be at most %d different numbers, were %s", temperatures);
    requireDifferent("externalModels must be at most %d different ids, were %s", externals);
    externals.forEach(ExternalModel::requireId);
    if (!baseline && temperatures.isEmpty() && externals.isEmpty()) {
      throw new IllegalArgumentException(
          "baseline must be true where there are neither temperatures nor externalModels");
    }
  }

  /** The baseline, and a teacher and a student for each temperature. */
  public static Lineup trained(List<Double> temperatures) {
    return new Lineup(true, temperatures, List.of());
  }

  /** Whether any model is trained. */
  boolean trains() {
    return baseline || !temperatures.isEmpty();
  }

  private static void requireDifferent(String rule, List<?> values) {
    if (values.size() > MOST || values.stream().distinct().count() != values.size()) {
      throw new IllegalArgumentException(rule.formatted(MOST, values));
    }
  }
}
