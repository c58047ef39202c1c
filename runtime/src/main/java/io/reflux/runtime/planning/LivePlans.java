package io.reflux.runtime.planning;

import io.reflux.runtime.lifecycle.FailureListener;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells workers which work is still wanted, by following {@code experiment-plans}. Work is unwanted
 * when plans that had it are known and all of them were withdrawn; work that no known plan mentions
 * counts as wanted, since its plan may not have arrived yet.
 */
public final class LivePlans implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(LivePlans.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, ExperimentPlan> plans = new ConcurrentHashMap<>();
  private final KafkaConsumer<String, ExperimentPlan> consumer;
  private final Thread follower = new Thread(this::follow, "live-plans");
  private volatile boolean closed;

  /** A follower of plans; it reads nothing before it is started. */
  public LivePlans(KafkaSettings settings, SchemaRegistry registry) {
    Map<String, Object> config = new HashMap<>(settings.clientConfig());
    config.put("enable.auto.commit", false);
    config.put("isolation.level", "read_committed");
    this.consumer =
        new KafkaConsumer<>(
            config,
            Topics.EXPERIMENT_PLANS.keySerde().deserializer(),
            Topics.EXPERIMENT_PLANS.valueSerde(registry).deserializer());
  }

  @Override
  public String name() {
    return "live plans";
  }

  @Override
  public void start(FailureListener failures) {
    follower.setDaemon(true);
    follower.setUncaughtExceptionHandler((thread, cause) -> failures.failed(cause));
    follower.start();
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      follower.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether some plan still wants the model, or none was ever seen that did. */
  public boolean wants(String modelId) {
    return wanted(
        plan -> plan.getModels().stream().anyMatch(model -> model.getModelId().equals(modelId)));
  }

  /** Whether some plan still wants the model attacked so, or none was ever seen that did. */
  public boolean wants(String modelId, String attackId) {
    return wanted(
        plan ->
            plan.getModels().stream()
                .anyMatch(
                    model ->
                        model.getModelId().equals(modelId)
                            && model.getAttackIds().contains(attackId)));
  }

  private boolean wanted(Predicate<ExperimentPlan> mentions) {
    List<ExperimentPlan> mentioning = plans.values().stream().filter(mentions).toList();
    return mentioning.isEmpty()
        || mentioning.stream().anyMatch(plan -> plan.getStatus() == PlanStatus.PLANNED);
  }

  private void follow() {
    TopicPartition partition = new TopicPartition(Topics.EXPERIMENT_PLANS.name(), 0);
    try (consumer) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (!closed) {
        pollOnce();
      }
    } catch (WakeupException e) {
      LOG.debug("live plans are closing");
    }
  }

  private void pollOnce() {
    try {
      for (ConsumerRecord<String, ExperimentPlan> record : consumer.poll(POLL)) {
        if (record.value() == null) {
          plans.remove(record.key());
        } else {
          plans.put(record.key(), record.value());
        }
      }
    } catch (SerializationException e) {
      throw new KafkaException("experiment-plans holds a record that is not a plan", e);
    }
  }
}
