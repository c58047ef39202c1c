package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.Submission;
import java.nio.file.Path;

/**
 * What a run is to do.
 *
 * @param submission the experiment
 * @param out where its report goes
 * @param port the dashboard's port; 0 for any free one
 * @param keepAlive whether services stay up after the report
 */
record RunPlan(Submission submission, Path out, int port, boolean keepAlive) {

  String experimentId() {
    return submission.experimentId();
  }
}
