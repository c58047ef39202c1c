package io.reflux.runtime.planning;

import java.util.Collection;
import java.util.Optional;

/**
 * The newest value of every key of a topic, as far as it has been read.
 *
 * @param <V> class of the values
 */
public interface LatestValues<V> {

  /**
   * Waits until everything that was in the topic at the start is known.
   *
   * @throws InterruptedException if the waiting thread is interrupted
   */
  void awaitCaughtUp() throws InterruptedException;

  /** The newest value of a key. */
  Optional<V> find(String key);

  /** The newest values of all keys. */
  Collection<V> values();
}
