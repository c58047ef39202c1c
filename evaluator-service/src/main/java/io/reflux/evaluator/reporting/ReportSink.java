package io.reflux.evaluator.reporting;

import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.avro.RobustnessScore;

/** Takes what the reporter writes. */
public interface ReportSink {

  /** A model of an experiment stands differently under an attack. */
  void score(RobustnessScore score);

  /** An experiment has a result, or another one than before. */
  void report(RobustnessReport report);
}
