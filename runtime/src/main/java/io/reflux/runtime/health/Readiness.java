package io.reflux.runtime.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reflux.runtime.lifecycle.HealthCheck;
import java.util.List;

/**
 * Whether a service is ready at one moment, check by check.
 *
 * @param ready whether every check holds
 * @param checks the checks, in order
 */
record Readiness(@JsonProperty boolean ready, @JsonProperty List<Check> checks) {

  /**
   * One check.
   *
   * @param problem why it does not hold; "" if it does, and then left out of the JSON
   */
  record Check(
      @JsonProperty String name,
      @JsonProperty boolean ready,
      @JsonProperty @JsonInclude(JsonInclude.Include.NON_EMPTY) String problem) {}

  static Readiness of(List<HealthCheck> checks) {
    List<Check> results = checks.stream().map(Readiness::evaluate).toList();
    return new Readiness(results.stream().allMatch(Check::ready), results);
  }

  private static Check evaluate(HealthCheck check) {
    String problem = check.currentProblem().orElse("");
    return new Check(check.name(), problem.isEmpty(), problem);
  }
}
