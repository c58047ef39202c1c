/**
 * What the workers of all services have in common: a job is done only as long as an experiment
 * wants its result, and the failures of the science are told as failures of the job. Read {@link
 * io.reflux.pipeline.jobs.WantedJob} first.
 */
@NullMarked
package io.reflux.pipeline.jobs;

import org.jspecify.annotations.NullMarked;
