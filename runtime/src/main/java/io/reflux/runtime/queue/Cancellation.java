package io.reflux.runtime.queue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells the handler of one delivery that it should give the work up, and why. */
final class Cancellation {

  private final CountDownLatch latch = new CountDownLatch(1);
  private volatile boolean lockLost;

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
    return latch.getCount() == 0;
  }

  boolean lockLost() {
    return lockLost;
  }

  /** Waits that long, or until the work is cancelled; returns whether it is. */
  boolean await(Duration duration) throws InterruptedException {
    return latch.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}
