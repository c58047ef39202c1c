package io.reflux.runtime.queue;

import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.settings.HttpSettings;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.runtime.settings.ProcessingGuarantee;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.runtime.settings.StorageSettings;
import io.reflux.runtime.settings.WorkSettings;
import io.reflux.schemas.avro.JobCompleted;
import io.reflux.schemas.avro.JobEvent;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.TrainingJob;
import io.reflux.schemas.topic.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Jobs, events and settings that the queue's tests use. */
final class TestJobs {

  static final JobType<TrainingJob> TYPE =
      new JobType<>(
          Topics.TRAINING_JOBS,
          TrainingJob::getJobId,
          TrainingJob::getAttempt,
          (job, attempt) -> TrainingJob.newBuilder(job).setAttempt(attempt).build());

  private static final EventMetas METAS = new EventMetas("test", "0", Clock.systemUTC());

  private TestJobs() {}

  static TrainingJob job(String id) {
    return TrainingJob.newBuilder()
        .setMeta(METAS.create("e-1", 0))
        .setJobId(id)
        .setModelId("m-1")
        .setAttempt(0)
        .setSpec("{}")
        .build();
  }

  static JobEvent completed(String id) {
    return JobEvent.newBuilder()
        .setMeta(METAS.create("e-1", 0))
        .setJobId(id)
        .setKind(JobKind.TRAINING)
        .setModelId("m-1")
        .setBody(JobCompleted.newBuilder().setSeconds(1).build())
        .build();
  }

  static WorkSettings work(int workers, int attempts) {
    return new WorkSettings(
        workers, attempts, Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofSeconds(5));
  }

  static RuntimeSettings settings(KafkaSettings kafka, WorkSettings work) {
    return new RuntimeSettings(
        kafka,
        HttpSettings.defaults(),
        new StorageSettings(URI.create("file:x"), Path.of("s"), Path.of("c"), Optional.empty()),
        work,
        ProcessingGuarantee.EXACTLY_ONCE_V2,
        "0");
  }
}
