package io.reflux.standalone.cluster;

import io.reflux.pipeline.experiment.Submission;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.schemas.avro.ExperimentCancelled;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Puts requests for experiments, and their withdrawals, on their topic. Asking twice does no harm.
 */
public final class ExperimentSubmission {

  private static final String PRODUCER = "reflux-cli";

  private final Cluster cluster;
  private final EventMetas metas;

  /** Submissions to a cluster. */
  public ExperimentSubmission(Cluster cluster, Clock clock) {
    this.cluster = cluster;
    this.metas = new EventMetas(PRODUCER, RuntimeSettings.buildVersion(), clock);
  }

  /**
   * Submits a request and waits until the cluster has it. Looks for the topic first, since a
   * producer would wait for one that does not exist.
   *
   * @return when the request was made, by the clock of this machine
   * @throws ClusterException if the cluster does not answer or has no such topic
   * @throws InterruptedException if the wait is interrupted
   */
  public Instant submit(Submission submission) throws InterruptedException {
    return publish(submission.event(metas));
  }

  /**
   * Withdraws an experiment and waits until the cluster knows.
   *
   * @param reason for the report
   * @throws ClusterException if the cluster does not answer or has no such topic
   * @throws InterruptedException if the wait is interrupted
   */
  public void withdraw(String experimentId, String reason) throws InterruptedException {
    publish(
        ExperimentEvent.newBuilder()
            .setMeta(metas.create(experimentId, 0))
            .setExperimentId(experimentId)
            .setBody(new ExperimentCancelled(reason))
            .build());
  }

  private Instant publish(ExperimentEvent event) throws InterruptedException {
    TopicFeed.open(cluster, List.of(Topics.EXPERIMENTS)).close();
    try (var keys = Topics.EXPERIMENTS.keySerde();
        var values = Topics.EXPERIMENTS.valueSerde(cluster.registry());
        KafkaProducer<String, ExperimentEvent> producer =
            new KafkaProducer<>(config(), keys.serializer(), values.serializer())) {
      producer.send(Topics.EXPERIMENTS.producerRecord(event.getExperimentId(), event)).get();
      return event.getMeta().getProducedAt();
    } catch (ExecutionException e) {
      throw translated(e);
    }
  }

  private Map<String, Object> config() {
    long millis = Cluster.ANSWER.toMillis();
    Map<String, Object> config = new HashMap<>(cluster.clientConfig());
    config.remove("default.api.timeout.ms");
    config.put("acks", "all");
    config.put("max.block.ms", millis);
    config.put("delivery.timeout.ms", Math.toIntExact(2 * millis));
    config.put("linger.ms", 0);
    return config;
  }

  private RuntimeException translated(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof UnknownTopicOrPartitionException) {
      return cluster.withoutTopic(Topics.EXPERIMENTS.name());
    }
    if (cause instanceof TimeoutException) {
      return cluster.unreachable(cause);
    }
    return new ClusterException("the cluster refused the experiment: " + cause.getMessage(), cause);
  }
}
