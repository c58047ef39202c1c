package io.reflux.attacker;

import io.reflux.robustness.network.execution.Compute;
import io.reflux.runtime.assembly.ServiceParts;
import io.reflux.runtime.health.HttpRoutes;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceRunner;
import java.util.Map;

/** The attacker: crafts adversarial samples against finished models. */
public final class AttackerService {

  /** The service's name. */
  public static final String NAME = "attacker-service";

  private AttackerService() {}

  /** Runs the service in this process, configured by the environment. */
  public static void main(String[] args) {
    ServiceRunner.run(NAME, AttackerService::assemble);
  }

  /**
   * Puts the service together.
   *
   * @param environment as {@link AttackerConfig} reads it
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static Service assemble(Map<String, String> environment) {
    AttackerConfig config = AttackerConfig.read(environment);
    ServiceParts parts = new ServiceParts(NAME, config.runtime());
    Compute compute = config.compute();
    parts.closing("compute", compute::close);
    AttackerMessages messages = new AttackerMessages(parts.metas(), config.shardSamples());
    AttackerWorker worker =
        new AttackerWorker(
            messages,
            new LoadedModels(parts.artifacts(), compute),
            config.datasets(),
            parts.livePlans());
    parts.topology("attacker-planner", AttackerPlanner.topology(parts.registry(), messages));
    parts.queue(AttackerWorker.JOBS, worker);
    parts.http(HttpRoutes.NONE);
    return parts.build();
  }
}
