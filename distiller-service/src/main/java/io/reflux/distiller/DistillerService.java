package io.reflux.distiller;

import io.reflux.pipeline.settings.ComputeKeys;
import io.reflux.pipeline.settings.Processors;
import io.reflux.pipeline.training.CheckpointTopic;
import io.reflux.pipeline.training.ModelMaker;
import io.reflux.pipeline.training.StoredCheckpoints;
import io.reflux.pipeline.training.TrainingMemory;
import io.reflux.robustness.experiment.ModelTraining;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.runtime.Chassis;
import io.reflux.runtime.health.HttpRoutes;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceRunner;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.planning.LivePlans;
import io.reflux.runtime.planning.TopicTable;
import io.reflux.runtime.queue.WorkQueue;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.runtime.streams.StreamsHost;
import io.reflux.runtime.streams.StreamsSettings;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.topic.Topics;
import java.time.Clock;
import java.util.List;
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
   * Puts the service together, with an HTTP server for health and metrics.
   *
   * @param environment as {@link DistillerConfig} reads it
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static Service assemble(Map<String, String> environment) {
    DistillerConfig config = DistillerConfig.read(environment);
    Chassis chassis = Chassis.open(NAME, config.runtime());
    Processors processors = new Processors(environment);
    return chassis.assemble(processors.before(parts(config, chassis, processors)), HttpRoutes.NONE);
  }

  /**
   * Puts the service together without an HTTP server, for a process that has one already.
   *
   * @param environment as {@link DistillerConfig} reads it
   * @param processors of the process; started before the service and closed after it
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static Service assembleEmbedded(Map<String, String> environment, Processors processors) {
    DistillerConfig config = DistillerConfig.read(environment);
    Chassis chassis = Chassis.open(NAME, config.runtime());
    return chassis.assemble(parts(config, chassis, processors));
  }

  private static List<Service> parts(
      DistillerConfig config, Chassis chassis, Processors processors) {
    KafkaSettings kafka = config.runtime().kafka();
    Compute compute = processors.compute("distiller", DistillerConfig.THREADS, config.threads());
    EventMetas metas = chassis.metas(Clock.systemUTC());
    DistillerMessages messages = new DistillerMessages(metas);
    TopicTable<ExperimentPlan> plans =
        new TopicTable<>(Topics.EXPERIMENT_PLANS, kafka, chassis.registry());
    TopicTable<StudentCheckpoint> checkpoints =
        new TopicTable<>(Topics.STUDENT_CHECKPOINTS, kafka, chassis.registry());
    StoredCheckpoints stored = new StoredCheckpoints(chassis.artifacts());
    ModelTraining training = new ModelTraining(compute, config.gradientSamples());
    ModelMaker<StudentCheckpoint> maker =
        new ModelMaker<>(
            metas,
            training,
            ComputeKeys.datasets(config.runtime().storage()),
            new TrainingMemory<>(
                CheckpointTopic.STUDENTS, checkpoints, new LivePlans(plans), stored));
    return List.of(
        plans,
        checkpoints,
        new StreamsHost(
            StreamsSettings.of("reflux-distiller-planner", config.runtime()),
            DistillerPlanner.topology(chassis.registry(), messages),
            chassis.metrics()),
        new WorkQueue<>(
            DistillerWorker.JOBS,
            new DistillerWorker(messages, maker, training, stored),
            config.runtime(),
            chassis.publisher(),
            chassis.metrics()));
  }
}
