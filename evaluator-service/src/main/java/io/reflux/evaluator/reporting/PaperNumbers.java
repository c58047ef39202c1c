package io.reflux.evaluator.reporting;

import io.reflux.robustness.evaluation.published.PublishedNumber;
import io.reflux.robustness.evaluation.published.PublishedResults;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlannedAttack;
import io.reflux.schemas.avro.PlannedModel;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds the published number for a setting of an experiment. The paper has an undefended model and
 * students; it has nothing of teachers, and nothing of another budget or direction than its own.
 */
final class PaperNumbers {

  /** Papernot et al. 2016, Fig. 7: at most 112 features, each set to its maximum. */
  private static final int PAPER_BUDGET = 112;

  private static final double PAPER_THETA = 1;
  private static final String PAPER_MODE = "jsma-f-float32";

  private final PublishedResults published;

  PaperNumbers(PublishedResults published) {
    this.published = published;
  }

  /** The accuracy on clean test images. */
  Optional<PublishedNumber> accuracy(String dataset, PlannedModel model) {
    return column(model).flatMap(temperature -> published.accuracy(dataset, temperature));
  }

  /** The success rate of an attack. */
  Optional<PublishedNumber> successRate(String dataset, PlannedModel model, PlannedAttack attack) {
    return column(model)
        .filter(temperature -> sameSetting(attack))
        .flatMap(temperature -> published.successRate(dataset, temperature, attack.getMode()));
  }

  /** The robustness metric, which the paper gives for its own attack. */
  Optional<PublishedNumber> robustness(String dataset, PlannedModel model, PlannedAttack attack) {
    return column(model)
        .filter(temperature -> sameSetting(attack) && attack.getMode().equals(PAPER_MODE))
        .flatMap(temperature -> published.robustness(dataset, temperature));
  }

  /** The column of the paper's tables that a model belongs to, if there is one. */
  private static Optional<OptionalDouble> column(PlannedModel model) {
    if (model.getRole() == ModelRole.BASELINE) {
      return Optional.of(OptionalDouble.empty());
    }
    return model.getRole() == ModelRole.STUDENT
        ? Optional.of(OptionalDouble.of(model.getTemperature()))
        : Optional.empty();
  }

  private static boolean sameSetting(PlannedAttack attack) {
    return attack.getMaxFeatures() == PAPER_BUDGET && attack.getTheta() == PAPER_THETA;
  }
}
