package io.reflux.trainer;

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
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.topic.Topics;
import java.time.Clock;
import java.util.List;
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
   * Puts the service together, with an HTTP server for health and metrics.
   *
   * @param environment as {@link TrainerConfig} reads it
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static Service assemble(Map<String, String> environment) {
    TrainerConfig config = TrainerConfig.read(environment);
    Chassis chassis = Chassis.open(NAME, config.runtime());
    Processors processors = new Processors(environment);
    return chassis.assemble(processors.before(parts(config, chassis, processors)), HttpRoutes.NONE);
  }

  /**
   * Puts the service together without an HTTP server, for a process that has one already.
   *
   * @param environment as {@link TrainerConfig} reads it
   * @param processors of the process; started before the service and closed after it
   * @throws io.reflux.runtime.config.ConfigurationException listing everything that is wrong
   */
  public static Service assembleEmbedded(Map<String, String> environment, Processors processors) {
    TrainerConfig config = TrainerConfig.read(environment);
    Chassis chassis = Chassis.open(NAME, config.runtime());
    return chassis.assemble(parts(config, chassis, processors));
  }

  private static List<Service> parts(TrainerConfig config, Chassis chassis, Processors processors) {
    KafkaSettings kafka = config.runtime().kafka();
    Compute compute = processors.compute("trainer", TrainerConfig.THREADS, config.threads());
    EventMetas metas = chassis.metas(Clock.systemUTC());
    TrainerMessages messages = new TrainerMessages(metas);
    TopicTable<ExperimentPlan> plans =
        new TopicTable<>(Topics.EXPERIMENT_PLANS, kafka, chassis.registry());
    TopicTable<TeacherCheckpoint> checkpoints =
        new TopicTable<>(Topics.TEACHER_CHECKPOINTS, kafka, chassis.registry());
    StoredCheckpoints stored = new StoredCheckpoints(chassis.artifacts());
    ModelTraining training = new ModelTraining(compute, config.gradientSamples());
    ModelMaker<TeacherCheckpoint> maker =
        new ModelMaker<>(
            metas,
            training,
            ComputeKeys.datasets(config.runtime().storage()),
            new TrainingMemory<>(
                CheckpointTopic.TEACHERS, checkpoints, new LivePlans(plans), stored));
    return List.of(
        plans,
        checkpoints,
        new StreamsHost(
            StreamsSettings.of("reflux-trainer-planner", config.runtime()),
            TrainerPlanner.topology(chassis.registry(), messages),
            chassis.metrics()),
        new WorkQueue<>(
            TrainerWorker.JOBS,
            new TrainerWorker(messages, maker),
            config.runtime(),
            chassis.publisher(),
            chassis.metrics()));
  }
}
