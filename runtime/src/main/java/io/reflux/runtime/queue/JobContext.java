package io.reflux.runtime.queue;

import io.reflux.schemas.topic.Topic;

/** What a handler can see of the delivery of its job, and how it publishes results. */
public interface JobContext {

  /**
   * The attempt, counted from 0: what the job says, and one more for each time that a worker took
   * it and vanished.
   */
  int attempt();

  /** The name of the worker, for events: the share group and the worker's number. */
  String worker();

  /**
   * Whether the work should be given up: the service is closing, or the lock on the job is lost and
   * another worker has it.
   */
  boolean cancelled();

  /**
   * Sends a record. All records sent are acknowledged by Kafka before the job is.
   *
   * @throws org.apache.kafka.common.KafkaException if key or value cannot be serialized
   */
  <V> void publish(Topic<V> topic, String key, V value);

  /**
   * Waits until Kafka has acknowledged all records sent so far.
   *
   * @throws io.reflux.runtime.messages.PublishFailedException if any was not acknowledged
   * @throws InterruptedException if the waiting thread is interrupted
   */
  void flush() throws InterruptedException;

  /**
   * Gives the work up if it is cancelled.
   *
   * @throws InterruptedException if {@link #cancelled()}
   */
  default void checkCancelled() throws InterruptedException {
    if (cancelled()) {
      throw new InterruptedException("the job was cancelled");
    }
  }
}
