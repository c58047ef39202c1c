package io.reflux.runtime.jobs;

import io.reflux.schemas.avro.JobKind;
import java.util.Optional;

/**
 * What a job is about.
 *
 * @param jobId its id
 * @param kind what kind of work it is
 * @param modelId the model made or attacked
 * @param attackId the attack, if it is one
 * @param experimentId the experiment that first asked for it
 */
public record JobSubject(
    String jobId, JobKind kind, String modelId, Optional<String> attackId, String experimentId) {}
