package io.reflux.evaluator.live;

import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ReportStatus;
import io.reflux.schemas.avro.RobustnessReport;
import java.util.Optional;

/** How an experiment stands. */
public enum ExperimentState {
  /** Work is being done, or waits to be done. */
  RUNNING,
  /** Everything is done and reported. */
  COMPLETED,
  /** Work was given up, or the request was refused. */
  FAILED,
  /** The experiment was withdrawn. */
  CANCELLED;

  /**
   * The state that a plan and the last report tell; a report of an earlier request says nothing.
   */
  static ExperimentState of(ExperimentPlan plan, Optional<RobustnessReport> report) {
    return switch (plan.getStatus()) {
      case CANCELLED -> CANCELLED;
      case REJECTED -> FAILED;
      case PLANNED, UNKNOWN ->
          report
              .filter(r -> r.getRequestEventId().equals(plan.getRequestEventId()))
              .map(RobustnessReport::getStatus)
              .map(ExperimentState::of)
              .orElse(RUNNING);
    };
  }

  private static ExperimentState of(ReportStatus status) {
    return switch (status) {
      case COMPLETED -> COMPLETED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
      case UNKNOWN -> RUNNING;
    };
  }
}
