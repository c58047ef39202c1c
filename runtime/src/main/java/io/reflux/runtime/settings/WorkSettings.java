package io.reflux.runtime.settings;

import io.reflux.runtime.config.ConfigReader;
import java.time.Duration;

/**
 * How jobs are worked on.
 *
 * @param workers jobs in hand at a time in this process, at least 1
 * @param attempts how often a job is tried before it goes to the dead letters, in [1, {@value
 *     #MOST_ATTEMPTS}]
 * @param lock how long the broker keeps a job for a worker that has stopped renewing it: the time
 *     that passes before a crashed worker's job is given to another
 * @param retryDelay the pause after the first failed attempt; it doubles with each further one
 * @param closeTimeout how long a closing service waits for the job in hand
 */
public record WorkSettings(
    int workers, int attempts, Duration lock, Duration retryDelay, Duration closeTimeout) {

  /**
   * One below the most deliveries that a share group can be set to allow by default ({@code
   * group.share.max.delivery.count.limit} of Kafka 4.3): beyond those the broker drops a record
   * without a word, so our own limit must bind first.
   */
  public static final int MOST_ATTEMPTS = 9;

  /** Checks ranges. */
  public WorkSettings {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be >= 1, was " + workers);
    }
    if (attempts < 1 || attempts > MOST_ATTEMPTS) {
      throw new IllegalArgumentException(
          "attempts must be in [1, " + MOST_ATTEMPTS + "], was " + attempts);
    }
    if (lock.isNegative() || lock.isZero()) {
      throw new IllegalArgumentException("the job lock must be positive, was " + lock);
    }
    if (retryDelay.isNegative() || closeTimeout.isNegative()) {
      throw new IllegalArgumentException("retry delay and close timeout must not be negative");
    }
  }

  /** The defaults of {@link RuntimeKeys}. */
  public static WorkSettings defaults() {
    return new WorkSettings(
        RuntimeKeys.WORKERS.defaultValue().orElse(1),
        RuntimeKeys.JOB_ATTEMPTS.defaultValue(),
        RuntimeKeys.JOB_LOCK.defaultValue(),
        RuntimeKeys.RETRY_DELAY.defaultValue(),
        RuntimeKeys.CLOSE_TIMEOUT.defaultValue());
  }

  /** The pause after a failed attempt, counted from 0: {@code retryDelay * 2^attempt}. */
  public Duration delayAfter(int attempt) {
    return retryDelay.multipliedBy(1L << Math.min(attempt, MOST_ATTEMPTS));
  }

  /** The same settings with another number of workers. */
  public WorkSettings withWorkers(int count) {
    return new WorkSettings(count, attempts, lock, retryDelay, closeTimeout);
  }

  static WorkSettings from(ConfigReader reader) {
    return new WorkSettings(
        reader.get(RuntimeKeys.WORKERS).orElse(1),
        reader.get(RuntimeKeys.JOB_ATTEMPTS),
        reader.get(RuntimeKeys.JOB_LOCK),
        reader.get(RuntimeKeys.RETRY_DELAY),
        reader.get(RuntimeKeys.CLOSE_TIMEOUT));
  }
}
