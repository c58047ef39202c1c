package io.reflux.distiller;

import io.reflux.pipeline.fixture.TopologyRun;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.DistillationJob;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.streams.Topology;

/** The distiller's planner with its real settings, but without a broker. */
final class PlannerRun implements AutoCloseable {

  private final TopologyRun run;

  PlannerRun(Path stateDir) {
    run = new TopologyRun(stateDir, PlannerRun::topology);
  }

  private static Topology topology(SchemaRegistry registry) {
    EventMetas metas = new EventMetas("distiller-service/test", "0", Clock.systemUTC());
    return DistillerPlanner.topology(registry, new DistillerMessages(metas));
  }

  /** What is known of the planner's topology, in text. */
  String description() {
    return run.description();
  }

  PlannerRun send(ExperimentPlan... plans) {
    for (ExperimentPlan plan : plans) {
      send(Topics.EXPERIMENT_PLANS, plan.getExperimentId(), plan);
    }
    return this;
  }

  PlannerRun send(TeacherCheckpoint checkpoint) {
    return send(Topics.TEACHER_CHECKPOINTS, checkpoint.getModelId(), checkpoint);
  }

  PlannerRun send(StudentCheckpoint checkpoint) {
    return send(Topics.STUDENT_CHECKPOINTS, checkpoint.getModelId(), checkpoint);
  }

  PlannerRun send(JobEvent event) {
    return send(Topics.JOB_EVENTS, event.getJobId(), event);
  }

  List<DistillationJob> jobs() {
    return run.read(Topics.DISTILLATION_JOBS);
  }

  /** How many records went to the dead letters. */
  int deadLetters() {
    return run.deadLetters().size();
  }

  private <V> PlannerRun send(Topic<V> topic, String key, V value) {
    run.send(topic, key, value);
    return this;
  }

  @Override
  public void close() {
    run.close();
  }
}
