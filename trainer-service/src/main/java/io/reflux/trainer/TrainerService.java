package io.reflux.trainer;

import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.runtime.assembly.ServiceParts;
import io.reflux.runtime.health.HttpRoutes;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceRunner;
import io.reflux.schemas.topic.Topics;
import java.util.Map;

/** The trainer: plans experiments, trains baselines and teachers. */
public final class TrainerService {

  /** The service's name. */
  public static final String NAME = "trainer-service";

  private TrainerService() {}

  /** Runs the service in this process, configured by the environment. */
  public static void main(String[] args) {
    ServiceRunner.run(NAME, TrainerService::assemble);
  }

  /**
   * Puts the service together.
   *
   * @param environment as {@link TrainerConfig} reads it
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static Service assemble(Map<String, String> environment) {
    TrainerConfig config = TrainerConfig.read(environment);
    ServiceParts parts = new ServiceParts(NAME, config.runtime());
    Compute compute = config.compute();
    parts.closing("compute", compute::close);
    TrainerMessages messages = new TrainerMessages(parts.metas());
    TrainerWorker worker =
        new TrainerWorker(
            messages,
            new ModelTraining(compute, config.gradientSamples()),
            config.datasets(),
            new TrainerMemory(
                parts.artifacts(), parts.table(Topics.TEACHER_CHECKPOINTS), parts.livePlans()));
    parts.topology("trainer-planner", TrainerPlanner.topology(parts.registry(), messages));
    parts.queue(TrainerWorker.JOBS, worker);
    parts.http(HttpRoutes.NONE);
    return parts.build();
  }
}
