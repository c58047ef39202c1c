package io.reflux.runtime.queue;

import io.reflux.schemas.topic.Topic;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What the queue has to know of a kind of job.
 *
 * @param topic the topic that the jobs are in
 * @param idOf the job's id, which is also its record's key
 * @param attemptOf the attempt that the job says it is, counted from 0
 * @param withAttempt the same job as another attempt
 * @param <J> the record class of the jobs
 */
public record JobType<J>(
    Topic<J> topic,
    Function<J, String> idOf,
    ToIntFunction<J> attemptOf,
    BiFunction<J, Integer, J> withAttempt) {

  /** The share group of all workers on these jobs. */
  public String group() {
    return topic.name() + "-workers";
  }
}
