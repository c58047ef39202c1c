package io.reflux.runtime.queue;

/**
 * Does the work of a job.
 *
 * @param <J> the record class of the jobs
 */
@FunctionalInterface
public interface JobHandler<J> {

  /**
   * Does the work and publishes its results through the context. Returning means that the job is
   * done. Runs in a thread of its own, for as long as it takes, and should look at {@link
   * JobContext#cancelled()} between steps.
   *
   * @throws JobFailedException if the job cannot be done, now or ever
   * @throws RuntimeException anything else is taken for a failure that may pass
   * @throws InterruptedException if the work was given up because it was cancelled; the job then
   *     goes back to the queue with the same attempt
   */
  void handle(J job, JobContext context) throws InterruptedException;

  /**
   * Is told of each failed attempt, so that it can publish what the world should know of it. What
   * it publishes is acknowledged by Kafka before the job is.
   */
  default void failed(J job, JobFailure failure, JobContext context) {}
}
