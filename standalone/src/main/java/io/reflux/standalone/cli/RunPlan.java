package io.reflux.standalone.cli;

import java.nio.file.Path;

/**
 * What a run is to do.
 *
 * @param subject what is run
 * @param out where its report goes
 * @param port the dashboard's port; 0 for any free one
 * @param keepAlive whether services stay up after the report
 */
record RunPlan(RunSubject subject, Path out, int port, boolean keepAlive) {

  String experimentId() {
    return subject.submission().experimentId();
  }
}
