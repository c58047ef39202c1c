package io.reflux.attacker;

import io.reflux.pipeline.settings.ComputeKeys;
import io.reflux.pipeline.settings.Processors;
import io.reflux.pipeline.training.StoredCheckpoints;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.runtime.Chassis;
import io.reflux.runtime.health.HttpRoutes;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceRunner;
import io.reflux.runtime.planning.LivePlans;
import io.reflux.runtime.planning.TopicTable;
import io.reflux.runtime.queue.WorkQueue;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.runtime.streams.StreamsHost;
import io.reflux.runtime.streams.StreamsSettings;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.topic.Topics;
import java.time.Clock;
import java.util.List;
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
   * Puts the service together, with an HTTP server for health and metrics.
   *
   * @param environment as {@link AttackerConfig} reads it
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static Service assemble(Map<String, String> environment) {
    AttackerConfig config = AttackerConfig.read(environment);
    Chassis chassis = Chassis.open(NAME, config.runtime());
    Processors processors = new Processors(environment);
    return chassis.assemble(processors.before(parts(config, chassis, processors)), HttpRoutes.NONE);
  }

  /**
   * Puts the service together without an HTTP server, for a process that has one already.
   *
   * @param environment as {@link AttackerConfig} reads it
   * @param processors of the process; started before the service and closed after it
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static Service assembleEmbedded(Map<String, String> environment, Processors processors) {
    AttackerConfig config = AttackerConfig.read(environment);
    Chassis chassis = Chassis.open(NAME, config.runtime());
    return chassis.assemble(parts(config, chassis, processors));
  }

  private static List<Service> parts(
      AttackerConfig config, Chassis chassis, Processors processors) {
    KafkaSettings kafka = config.runtime().kafka();
    Compute compute = processors.compute("attacker", AttackerConfig.THREADS, config.threads());
    AttackerMessages messages =
        new AttackerMessages(chassis.metas(Clock.systemUTC()), new Shards(config.shardSamples()));
    TopicTable<ExperimentPlan> plans =
        new TopicTable<>(Topics.EXPERIMENT_PLANS, kafka, chassis.registry());
    AttackerWorker worker =
        new AttackerWorker(
            messages,
            new LoadedModels(new StoredCheckpoints(chassis.artifacts()), compute),
            ComputeKeys.datasets(config.runtime().storage()),
            new LivePlans(plans));
    return List.of(
        plans,
        new StreamsHost(
            StreamsSettings.of("reflux-attacker-planner", config.runtime()),
            AttackerPlanner.topology(chassis.registry(), messages),
            chassis.metrics()),
        new WorkQueue<>(
            AttackerWorker.JOBS, worker, config.runtime(), chassis.publisher(), chassis.metrics()));
  }
}
