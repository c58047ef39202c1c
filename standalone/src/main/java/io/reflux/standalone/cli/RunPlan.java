package io.reflux.standalone.cli;

import io.reflux.schemas.avro.ExperimentRequested;
import java.nio.file.Path;

/**
 * What a run is to do.
 *
 * @param experimentId the experiment's id
 * @param request what it asks for
 * @param out where its report goes
 * @param port the dashboard's port; 0 for any free one
 * @param keepAlive whether services stay up after the report
 */
record RunPlan(
    String experimentId, ExperimentRequested request, Path out, int port, boolean keepAlive) {}
