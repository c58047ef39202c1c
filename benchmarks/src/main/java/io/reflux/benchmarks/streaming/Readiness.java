package io.reflux.benchmarks.streaming;

import io.reflux.runtime.lifecycle.Service;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until a service says that it is ready. */
final class Readiness {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 5;

  private Readiness() {}

  /** Returns when no check of the service has a problem. */
  static void await(Service service) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (service.healthChecks().stream().anyMatch(check -> check.currentProblem().isPresent())) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(service.name() + " is not ready");
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }
}
