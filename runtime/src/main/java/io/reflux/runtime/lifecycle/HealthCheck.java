package io.reflux.runtime.lifecycle;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One named condition of readiness.
 *
 * @param name a few words, such as {@code planner}
 * @param problem why the condition does not hold now, in one sentence; empty if it holds
 */
public record HealthCheck(String name, Supplier<Optional<String>> problem) {

  /** Why the condition does not hold now; empty if it holds. */
  public Optional<String> currentProblem() {
    return problem.get();
  }
}
