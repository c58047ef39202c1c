package io.reflux.benchmarks.streaming;

import io.reflux.runtime.settings.ProcessingGuarantee;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.schemas.admin.TopicAdmin;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import io.reflux.standalone.embedded.EmbeddedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** A broker and a registry of their own, as {@code reflux run} starts them, with all topics. */
final class Platform implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path directory;
  private final EmbeddedPlatform embedded;
  private final SchemaRegistry registry;
  private final Admin admin;

  private Platform(Path directory, EmbeddedPlatform embedded) {
    this.directory = directory;
    this.embedded = embedded;
    this.registry =
        SchemaRegistry.connect(Map.of("schema.registry.url", embedded.schemaRegistryUrl()));
    this.admin = Admin.create(Map.of("bootstrap.servers", embedded.bootstrapServers()));
  }

  /** Starts both on a temporary directory. */
  static Platform start() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("reflux-benchmark-");
    Platform platform = new Platform(directory, EmbeddedPlatform.start(directory));
    platform.ensure(Topics.all());
    return platform;
  }

  SchemaRegistry registry() {
    return registry;
  }

  Admin admin() {
    return admin;
  }

  String bootstrapServers() {
    return embedded.bootstrapServers();
  }

  String schemaRegistryUrl() {
    return embedded.schemaRegistryUrl();
  }

  Path stateDirectory() {
    return directory.resolve("streams");
  }

  Path brokerDirectory() {
    return directory.resolve("broker");
  }

  /** The environment of a service with the defaults of an ordinary run. */
  Map<String, String> environment(ProcessingGuarantee guarantee) {
    Map<String, String> environment = new HashMap<>();
    environment.put(RuntimeKeys.BOOTSTRAP_SERVERS.name(), embedded.bootstrapServers());
    environment.put(RuntimeKeys.SCHEMA_REGISTRY_URL.name(), embedded.schemaRegistryUrl());
    environment.put(RuntimeKeys.STATE_DIR.name(), stateDirectory().toString());
    environment.put(
        RuntimeKeys.PROCESSING_GUARANTEE.name(),
        guarantee.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return environment;
  }

  /** Creates what is missing of some topics. */
  void ensure(Collection<? extends Topic<?>> topics) {
    try (TopicAdmin topicAdmin =
        TopicAdmin.connect(Map.of("bootstrap.servers", bootstrapServers()), PATIENCE)) {
      topicAdmin.ensure(topics, TopicAdmin.BROKER_DEFAULT);
    }
  }

  /** Forgets a streams application that has stopped: its group, internal topics and state. */
  void forget(String applicationId) throws IOException, InterruptedException {
    List<String> internal =
        await(admin.listTopics().names()).stream()
            .filter(name -> name.startsWith(applicationId + "-"))
            .toList();
    await(admin.deleteTopics(internal).all());
    try {
      admin.deleteConsumerGroups(List.of(applicationId)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw new IllegalStateException("the group " + applicationId + " stays", e);
      }
    }
    delete(stateDirectory().resolve(applicationId));
  }

  /** Deletes the state of all streams applications, which must have stopped. */
  void deleteState() throws IOException {
    delete(stateDirectory());
  }

  /** Empties topics of the catalogue. */
  void empty(List<Topic<?>> topics) throws InterruptedException {
    await(admin.deleteTopics(topics.stream().map(Topic::name).toList()).all());
    ensure(topics);
  }

  /** The answer of the broker. */
  static <T> T await(KafkaFuture<T> answer) throws InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker refused", e);
    }
  }

  @Override
  public void close() throws IOException {
    admin.close();
    registry.close();
    embedded.close();
    delete(directory);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
