package io.reflux.standalone.cluster;

import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.schemas.registry.SchemaRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/**
 * A Kafka cluster and the schema registry that belongs to it.
 *
 * @param settings how to reach both
 * @param registry the registry's client, which {@link #close} closes
 */
public record Cluster(KafkaSettings settings, SchemaRegistry registry) implements AutoCloseable {

  /**
   * The longest wait for one answer of a broker: long enough for a busy one, short enough to sit.
   */
  public static final Duration ANSWER = Duration.ofSeconds(15);

  /** Connects; nothing is sent before the first use. */
  public static Cluster connect(KafkaSettings settings) {
    return new Cluster(settings, SchemaRegistry.connect(settings.registryConfig()));
  }

  /** Kafka's client options, with waits that suit a person at a terminal. */
  public Map<String, Object> clientConfig() {
    int millis = Math.toIntExact(ANSWER.toMillis());
    Map<String, Object> config = new HashMap<>(settings.clientConfig());
    config.put("client.id", "reflux-cli");
    config.put("default.api.timeout.ms", millis);
    config.put("request.timeout.ms", millis);
    return config;
  }

  /** A cluster that does not answer, as people need to be told of it. */
  ClusterException unreachable(Throwable cause) {
    return new ClusterException(
        "no Kafka broker answered at %s within %d s; check the address and that the broker runs"
            .formatted(settings.bootstrapServers(), ANSWER.toSeconds()),
        cause);
  }

  /** A client that cannot even be made, as people need to be told of it. */
  ClusterException misconfigured(KafkaException failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new ClusterException(
        "cannot connect to Kafka at %s (%s); check the bootstrap servers and the security options"
            .formatted(settings.bootstrapServers(), root.getMessage()),
        failure);
  }

  /** A cluster without the topics, as people need to be told of it. */
  ClusterException withoutTopic(String topic) {
    return new ClusterException(
        "%s has no topic %s; create the topics with: reflux topics create --bootstrap-servers %s"
            .formatted(settings.bootstrapServers(), topic, settings.bootstrapServers()));
  }

  @Override
  public void close() {
    registry.close();
  }
}
