package io.reflux.standalone.cli;

import io.reflux.runtime.lifecycle.FailureListener;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import io.reflux.standalone.cluster.Cluster;
import io.reflux.standalone.cluster.FeedRecord;
import io.reflux.standalone.cluster.TopicFeed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Stands in for the services: answers every request for an experiment with the records of a script.
 */
final class ScriptedServices implements Service {

  private final Cluster cluster;
  private final BiConsumer<ScriptedServices, ExperimentEvent> script;
  private final Thread thread = new Thread(this::work, "scripted-services");
  private volatile FailureListener failures = cause -> {};

  ScriptedServices(
      Map<String, String> environment, BiConsumer<ScriptedServices, ExperimentEvent> script) {
    this.cluster =
        Cluster.connect(
            KafkaSettings.of(
                environment.getOrDefault(RuntimeKeys.BOOTSTRAP_SERVERS.name(), ""),
                environment.getOrDefault(RuntimeKeys.SCHEMA_REGISTRY_URL.name(), "")));
    this.script = script;
  }

  @Override
  public String name() {
    return "scripted services";
  }

  @Override
  public void start(FailureListener listener) {
    failures = listener;
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cluster.close();
  }

  /** Fails as a service does. */
  void fail(Throwable cause) {
    failures.failed(cause);
  }

  /** Writes one record. */
  <V> void write(Topic<V> topic, String key, V value) {
    try (var keys = topic.keySerde();
        var values = topic.valueSerde(cluster.registry());
        KafkaProducer<String, V> producer =
            new KafkaProducer<>(
                cluster.settings().clientConfig(), keys.serializer(), values.serializer())) {
      producer.send(topic.producerRecord(key, value)).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try (TopicFeed feed = TopicFeed.open(cluster, List.of(Topics.EXPERIMENTS))) {
      while (true) {
        for (FeedRecord record : feed.poll(Duration.ofMillis(100))) {
          script.accept(this, (ExperimentEvent) record.value());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
