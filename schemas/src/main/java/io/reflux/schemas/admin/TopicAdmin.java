package io.reflux.schemas.admin;

import io.reflux.schemas.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics of the catalogue and checks those that exist. Running it twice, or twice at
 * once, does no harm.
 */
public final class TopicAdmin implements AutoCloseable {

  /** Replication factor that leaves the choice to the broker. */
  public static final short BROKER_DEFAULT = -1;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Admin admin;
  private final String bootstrapServers;
  private final Duration timeout;

  /**
   * Works through an admin client, which {@link #close()} closes.
   *
   * @param bootstrapServers where the client connects to; for messages
   * @param timeout longest wait for one answer of the broker, above 0
   */
  public TopicAdmin(Admin admin, String bootstrapServers, Duration timeout) {
    this.admin = admin;
    this.bootstrapServers = bootstrapServers;
    this.timeout = timeout;
  }

  /**
   * Connects to a cluster.
   *
   * @param config Kafka's options, {@code bootstrap.servers} at least
   * @param timeout longest wait for one answer of the broker, above 0
   * @throws TopicSetupException if the options are invalid or no host name among them resolves
   */
  public static TopicAdmin connect(Map<String, ?> config, Duration timeout) {
    String servers = String.valueOf(config.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
    int millis = Math.toIntExact(timeout.toMillis());
    Map<String, Object> options = new HashMap<>(config);
    options.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    options.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    try {
      return new TopicAdmin(Admin.create(options), servers, timeout);
    } catch (KafkaException e) {
      throw new TopicSetupException(
          "cannot connect to Kafka at %s (%s); check the bootstrap servers and the security options"
              .formatted(servers, rootMessage(e)),
          e);
    }
  }

  /**
   * Makes sure that every topic exists and is as the catalogue says. Existing topics are checked
   * before any is created, so a mismatch changes nothing.
   *
   * @param replicationFactor replicas per partition, 1 or more, also checked on existing topics; or
   *     {@link #BROKER_DEFAULT}, which accepts any
   * @return names of the topics that were created, in the given order
   * @throws TopicMismatchException if existing topics differ
   * @throws TopicSetupException if the broker does not answer in time or refuses
   */
  public List<String> ensure(Collection<? extends Topic<?>> topics, short replicationFactor) {
    Set<String> existing = await("listing the topics", admin.listTopics().names());
    check(topics.stream().filter(t -> existing.contains(t.name())).toList(), replicationFactor);
    List<? extends Topic<?>> missing =
        topics.stream().filter(topic -> !existing.contains(topic.name())).toList();
    List<? extends Topic<?>> created = create(missing, replicationFactor);
    check(missing.stream().filter(topic -> !created.contains(topic)).toList(), replicationFactor);
    awaitVisible(created.stream().map(Topic::name).toList());
    return created.stream().map(Topic::name).toList();
  }

  @Override
  public void close() {
    admin.close(timeout);
  }

  private void check(List<? extends Topic<?>> topics, short replicationFactor) {
    if (topics.isEmpty()) {
      return;
    }
    Map<String, TopicSettings> found = describe(topics.stream().map(Topic::name).toList());
    List<TopicMismatch> mismatches =
        topics.stream()
            .flatMap(
                topic ->
                    Optional.ofNullable(found.get(topic.name())).stream()
                        .flatMap(s -> s.mismatches(topic, replicationFactor).stream()))
            .toList();
    if (!mismatches.isEmpty()) {
      throw new TopicMismatchException(mismatches);
    }
  }

  private Map<String, TopicSettings> describe(List<String> names) {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, TopicDescription> descriptions =
        await("describing the topics", admin.describeTopics(names).allTopicNames());
    Map<ConfigResource, Config> configs =
        await("reading the topics' settings", admin.describeConfigs(resources).all());
    Map<String, TopicSettings> settings = new HashMap<>();
    configs.forEach(
        (resource, config) ->
            Optional.ofNullable(descriptions.get(resource.name()))
                .ifPresent(topic -> settings.put(resource.name(), settings(topic, config))));
    return settings;
  }

  private static TopicSettings settings(TopicDescription topic, Config config) {
    Map<String, String> values = new HashMap<>();
    for (ConfigEntry entry : config.entries()) {
      if (entry.value() != null) {
        values.put(entry.name(), entry.value());
      }
    }
    int replicas = topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
    return new TopicSettings(topic.partitions().size(), replicas, values);
  }

  /** Creates the topics in one request; those that somebody else created meanwhile are left out. */
  private List<? extends Topic<?>> create(List<? extends Topic<?>> topics, short replication) {
    Map<String, KafkaFuture<Void>> answers =
        admin
            .createTopics(topics.stream().map(topic -> newTopic(topic, replication)).toList())
            .values();
    return topics.stream()
        .filter(topic -> created(topic, Objects.requireNonNull(answers.get(topic.name()))))
        .toList();
  }

  /**
   * Waits until the brokers know the topics too: the controller has answered, but a broker learns
   * of them a little later and tells clients till then that there are none.
   */
  private void awaitVisible(List<String> created) {
    long begin = System.nanoTime();
    while (!await("listing the topics", admin.listTopics().names()).containsAll(created)) {
      if (System.nanoTime() - begin > timeout.toNanos()) {
        throw new TopicSetupException(
            "Kafka at %s has created topics that its brokers do not know after %d ms; look at their logs"
                .formatted(bootstrapServers, timeout.toMillis()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static NewTopic newTopic(Topic<?> topic, short replication) {
    return new NewTopic(topic.name(), topic.partitions(), replication).configs(topic.settings());
  }

  private boolean created(Topic<?> topic, KafkaFuture<Void> answer) {
    try {
      await("creating topic " + topic.name(), answer);
      return true;
    } catch (TopicSetupException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private <T> T await(String doing, KafkaFuture<T> future) {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (TimeoutException e) {
      throw unreachable(doing, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw unreachable(doing, cause);
      }
      throw new TopicSetupException(
          "Kafka at %s refused while %s (%s)"
              .formatted(bootstrapServers, doing, cause.getMessage()),
          cause);
    }
  }

  private TopicSetupException unreachable(String doing, Throwable cause) {
    return new TopicSetupException(
        "no Kafka broker answered at %s within %d ms while %s; check the address and that the broker runs"
            .formatted(bootstrapServers, timeout.toMillis(), doing),
        cause);
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
