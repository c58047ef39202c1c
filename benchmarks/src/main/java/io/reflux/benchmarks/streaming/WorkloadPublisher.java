package io.reflux.benchmarks.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reflux.runtime.messages.Publication;
import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.schemas.avro.AttackOutcome;
import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlannedModel;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.OutcomeKey;
import io.reflux.schemas.topic.Topics;
import java.util.Iterator;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;

/** Publishes a workload through the services' own publisher. */
final class WorkloadPublisher implements AutoCloseable {

  private static final long SEED = 1;
  private static final int CHECKED_TOGETHER = 10_000;

  private final RecordPublisher publisher;
  private final Publication publication;
  private final Serializer<AttackOutcome> outcomes;
  private final SplittableRandom random = new SplittableRandom(SEED);

  WorkloadPublisher(Platform platform) {
    this.publisher =
        RecordPublisher.connect(
            KafkaSettings.of(platform.bootstrapServers(), platform.schemaRegistryUrl()),
            platform.registry(),
            "benchmark");
    this.publication = publisher.publication();
    this.outcomes = Topics.ATTACK_OUTCOMES.valueSerde(platform.registry()).serializer();
  }

  /** Publishes plans, announcements and finished models, and waits until Kafka has them. */
  void prepare(Workload workload) throws InterruptedException {
    for (ExperimentPlan plan : workload.plans()) {
      publication.publish(Topics.EXPERIMENT_PLANS, plan.getExperimentId(), plan);
      for (PlannedModel model : plan.getModels()) {
        String id = model.getModelId();
        if (model.getRole() == ModelRole.BASELINE) {
          publication.publish(Topics.TEACHER_CHECKPOINTS, id, WorkloadRecords.baseline(id));
        } else {
          publication.publish(Topics.STUDENT_CHECKPOINTS, id, WorkloadRecords.student(id));
        }
      }
    }
    for (AttackPlan plan : workload.attackPlans()) {
      publication.publish(
          Topics.ATTACK_PLANS, new AttackKey(plan.getModelId(), plan.getAttackId()).text(), plan);
    }
    flush();
  }

  /** Publishes the next outcomes, at most that many, and waits until Kafka has them. */
  void publish(Iterator<Workload.Pair> pairs, long most) throws InterruptedException {
    for (long published = 1; published <= most && pairs.hasNext(); published++) {
      publish(pairs.next());
      if (published % CHECKED_TOGETHER == 0) {
        flush();
      }
    }
    flush();
  }

  /** Publishes one outcome without waiting. */
  void publish(Workload.Pair pair) {
    AttackOutcome outcome = WorkloadRecords.outcome(pair, random);
    String key =
        new OutcomeKey(
                outcome.getModelId(),
                outcome.getAttackId(),
                outcome.getSample(),
                outcome.getTarget())
            .text();
    String topic = Topics.ATTACK_OUTCOMES.name();
    publication.publish(
        new ProducerRecord<>(
            topic,
            Topics.ATTACK_OUTCOMES.partition(key),
            key.getBytes(UTF_8),
            outcomes.serialize(topic, outcome)));
  }

  /** Waits until Kafka has everything. */
  void flush() throws InterruptedException {
    publication.flush();
  }

  @Override
  public void close() {
    publisher.close();
  }
}
