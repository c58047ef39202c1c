package io.reflux.distiller;

import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.runtime.assembly.ServiceParts;
import io.reflux.runtime.health.HttpRoutes;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceRunner;
import io.reflux.schemas.topic.Topics;
import java.util.Map;

/** The distiller: labels the training set with finished teachers and trains students on it. */
public final class DistillerService {

  /** The service's name. */
  public static final String NAME = "distiller-service";

  private DistillerService() {}

  /** Runs the service in this process, configured by the environment. */
  public static void main(String[] args) {
    ServiceRunner.run(NAME, DistillerService::assemble);
  }

  /**
   * Puts the service together.
   *
   * @param environment as {@link DistillerConfig} reads it
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static Service assemble(Map<String, String> environment) {
    DistillerConfig config = DistillerConfig.read(environment);
    ServiceParts parts = new ServiceParts(NAME, config.runtime());
    Compute compute = config.compute();
    parts.closing("compute", compute::close);
    DistillerMessages messages = new DistillerMessages(parts.metas());
    DistillerWorker worker =
        new DistillerWorker(
            messages,
            new ModelTraining(compute, config.gradientSamples()),
            config.datasets(),
            new DistillerMemory(
                parts.artifacts(), parts.table(Topics.STUDENT_CHECKPOINTS), parts.livePlans()));
    parts.topology("distiller-planner", DistillerPlanner.topology(parts.registry(), messages));
    parts.queue(DistillerWorker.JOBS, worker);
    parts.http(HttpRoutes.NONE);
    return parts.build();
  }
}
