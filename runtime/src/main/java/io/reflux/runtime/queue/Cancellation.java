package io.reflux.runtime.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells the handler of one delivery that it should give the work up, and why. The lock counts as
 * lost when it was not renewed for its whole length, whether or not anybody said so: a client that
 * hangs while the broker is away must not keep two workers on one job.
 */
final class Cancellation {

  private final CountDownLatch latch = new CountDownLatch(1);
  private final Duration lock;
  private volatile boolean lockLost;
  private volatile long lockedUntil;

  /**
   * Of a delivery that was just received.
   *
   * @param lock how long the broker keeps it for this worker
   */
  Cancellation(Duration lock) {
    this.lock = lock;
    renewed(System.nanoTime());
  }

  /** The broker has extended the lock, asked at {@code nanoTime}. */
  void renewed(long nanoTime) {
    lockedUntil = nanoTime + lock.toNanos();
  }

  /** The service is closing. */
  void close() {
    latch.countDown();
  }

  /** The broker has taken the job back and gives it to somebody else. */
  void loseLock() {
    lockLost = true;
    latch.countDown();
  }

  boolean cancelled() {
    return latch.getCount() == 0 || lockLost();
  }

  /** Whether the lock is lost; once it is, it stays so. */
  boolean lockLost() {
    if (lockLeft() <= 0) {
      loseLock();
    }
    return lockLost;
  }

  /** Waits that long, or until the work is cancelled; returns whether it is. */
  boolean await(Duration duration) throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    long left = duration.toNanos();
    while (!cancelled() && left > 0) {
      latch.await(Math.min(left, lockLeft()), TimeUnit.NANOSECONDS);
      left = end - System.nanoTime();
    }
    return cancelled();
  }

  private long lockLeft() {
    return lockedUntil - System.nanoTime();
  }
}
