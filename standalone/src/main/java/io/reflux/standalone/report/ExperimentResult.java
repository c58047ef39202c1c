package io.reflux.standalone.report;

import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.RobustnessReport;
import java.util.List;

/**
 * Everything that is known when an experiment is over.
 *
 * @param report the evaluator's report
 * @param outcomes one record per attacked (sample, target) pair; empty if they were not collected
 * @param images examples to show; may be empty
 * @param times when the run took place
 */
public record ExperimentResult(
    RobustnessReport report,
    List<AttackOutcome> outcomes,
    List<ContactImage> images,
    RunTimes times) {

  /** Copies the lists. */
  public ExperimentResult {
    outcomes = List.copyOf(outcomes);
    images = List.copyOf(images);
  }
}
