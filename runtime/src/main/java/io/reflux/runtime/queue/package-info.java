/**
 * The work queue: jobs in a topic, shared by as many workers as there are.
 *
 * <p>{@link io.reflux.runtime.queue.WorkQueue} takes jobs one at a time from a Kafka share group
 * and gives each to a {@link io.reflux.runtime.queue.JobHandler}. The lock on a job is renewed
 * while the handler works; its results are acknowledged by Kafka before the job is; a job that
 * fails comes again with a higher attempt, and at the limit goes to the dead letters. A job may be
 * delivered twice, so that handlers write results under keys that follow from the job alone.
 */
@NullMarked
package io.reflux.runtime.queue;

import org.jspecify.annotations.NullMarked;
