package io.reflux.runtime.queue;

/**
 * One failed attempt at a job.
 *
 * @param cause what happened, one sentence
 * @param advice what to do about it, one sentence; "" if there is nothing to say
 * @param attempt the attempt that failed, counted from 0
 * @param terminal whether the job is given up and now among the dead letters
 */
public record JobFailure(String cause, String advice, int attempt, boolean terminal) {}
