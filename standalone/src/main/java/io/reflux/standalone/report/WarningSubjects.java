package io.reflux.standalone.report;

import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.Warning;
import io.reflux.standalone.terminal.ModelNames;
import java.util.Optional;

/** What people call the model and the attack that a warning is about. */
final class WarningSubjects {

  private final RobustnessReport report;
  private final AttackTitles attacks;

  WarningSubjects(RobustnessReport report) {
    this.report = report;
    this.attacks = new AttackTitles(report.getScores());
  }

  /** The model; empty if the warning is about the whole experiment. */
  Optional<String> model(Warning warning) {
    return report.getModels().stream()
        .filter(model -> warning.getSubject().startsWith(model.getModelId()))
        .findFirst()
        .map(model -> ModelNames.of(model.getRole(), model.getTemperature(), model.getModelId()));
  }

  /** The attack; empty if the warning is about a model. */
  Optional<String> attack(Warning warning) {
    int separator = warning.getSubject().indexOf('|');
    return separator < 0
        ? Optional.empty()
        : Optional.of(attacks.of(warning.getSubject().substring(separator + 1)));
  }
}
