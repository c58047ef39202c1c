/**
 * What workers tell the world about their jobs. {@link io.reflux.runtime.jobs.JobReporter} writes
 * the events of one job: started, progressed, completed, failed, cancelled.
 */
@NullMarked
package io.reflux.runtime.jobs;

import org.jspecify.annotations.NullMarked;
