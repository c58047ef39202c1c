package io.reflux.standalone.endtoend;

import io.reflux.attacker.AttackerService;
import io.reflux.distiller.DistillerService;
import io.reflux.evaluator.EvaluatorService;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.RobustnessReport;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import io.reflux.standalone.cli.CommandLineFixture;
import io.reflux.standalone.embedded.EmbeddedPlatform;
import io.reflux.trainer.TrainerService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The four services as four processes of the operating system around a platform in this one, and a
 * log of everything that they say to each other.
 */
final class FourProcesses implements AutoCloseable {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
  private static final List<String> PLANNERS =
      List.of("reflux-distiller-planner", "reflux-attacker-planner");

  private final Path directory;
  private final EmbeddedPlatform platform;
  private final TopicLog log;
  private final Map<Class<?>, ChildProcess> services = new LinkedHashMap<>();

  private FourProcesses(Path directory, EmbeddedPlatform platform, TopicLog log) {
    this.directory = directory;
    this.platform = platform;
    this.log = log;
  }

  /** Starts the platform with all topics, and the services but the attacker. */
  static FourProcesses startWithoutAttacker(Path directory) throws InterruptedException {
    EmbeddedPlatform platform = EmbeddedPlatform.start(directory.resolve("platform"));
    CommandLineFixture reflux = CommandLineFixture.withoutServices(directory);
    if (reflux.execute("topics", "create", bootstrapOption(platform)) != 0) {
      platform.close();
      throw new AssertionError(reflux.err());
    }
    FourProcesses processes =
        new FourProcesses(
            directory,
            platform,
            TopicLog.open(platform.bootstrapServers(), platform.schemaRegistryUrl()));
    processes.start(TrainerService.class);
    processes.start(DistillerService.class);
    processes.start(EvaluatorService.class);
    return processes;
  }

  /** Starts the attacker, for the first time or again. */
  void startAttacker() {
    start(AttackerService.class);
  }

  /** Kills the attacker as {@code kill -9} does. */
  void killAttacker() {
    Objects.requireNonNull(services.remove(AttackerService.class)).close();
  }

  /** Everything on the topics. */
  TopicLog log() {
    return log;
  }

  String bootstrapServers() {
    return platform.bootstrapServers();
  }

  String schemaRegistryUrl() {
    return platform.schemaRegistryUrl();
  }

  /** Runs a command that needs nothing but the cluster. */
  CommandLineFixture reflux(int expectedStatus, String... arguments) {
    CommandLineFixture reflux = CommandLineFixture.withoutServices(directory);
    String[] line =
        Stream.concat(
                Stream.of(arguments),
                Stream.of(
                    bootstrapOption(platform), "--schema-registry=" + platform.schemaRegistryUrl()))
            .toArray(String[]::new);
    int status = reflux.execute(line);
    if (status != expectedStatus) {
      throw new AssertionError(
          "%s ended with %d:%n%s".formatted(List.of(arguments), status, reflux.err()));
    }
    return reflux;
  }

  /** Submits the tiny experiment from the command line, and returns its id. */
  String submit(String... changes) {
    List<String> line = new ArrayList<>(List.of("submit", TinyExperiment.file()));
    line.addAll(List.of(changes));
    return reflux(0, line.toArray(String[]::new)).out().strip();
  }

  /** Writes bytes that no client of this build would write. */
  void send(Topic<?> topic, String key, byte[] value)
      throws InterruptedException, ExecutionException {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(kafka(), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic.name(), key, value)).get();
    }
  }

  /** The ids of the experiments that were typed, in order. */
  List<String> typedIds() {
    return log.values(Topics.EXPERIMENTS).stream()
        .filter(event -> event.getMeta().getProducer().equals("console-producer"))
        .map(ExperimentEvent::getExperimentId)
        .toList();
  }

  /** The last report on an experiment, if there is one yet. */
  Optional<RobustnessReport> report(String experimentId) {
    return log.values(Topics.ROBUSTNESS_REPORTS).stream()
        .filter(report -> report.getExperimentId().equals(experimentId))
        .reduce((earlier, later) -> later);
  }

  /** Waits until every planner is done with every plan, and reads what they wrote. */
  void awaitPlanners() throws InterruptedException, ExecutionException {
    log.readToEnd();
    TopicPartition plans = new TopicPartition(Topics.EXPERIMENT_PLANS.name(), 0);
    long last = log.lastOffset(Topics.EXPERIMENT_PLANS);
    try (Admin admin = Admin.create(kafka())) {
      for (String group : PLANNERS) {
        await(group + " has read all plans", () -> position(admin, group, plans) > last);
      }
    }
    log.readToEnd();
  }

  /** Waits until something is so, and reads the topics meanwhile. */
  void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!condition.getAsBoolean()) {
      log.poll();
      services.values().forEach(service -> requireAlive(service, what));
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("waited in vain until " + what + said());
      }
    }
  }

  /** Tells all services to stop, and returns their exit statuses. */
  List<Integer> stop() throws InterruptedException {
    services.values().forEach(ChildProcess::requestStop);
    for (ChildProcess service : services.values()) {
      service.awaitEnd();
    }
    return services.values().stream().map(service -> service.process().exitValue()).toList();
  }

  @Override
  public void close() {
    services.values().forEach(ChildProcess::close);
    log.close();
    platform.close();
  }

  private Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", platform.bootstrapServers());
  }

  private static long position(Admin admin, String group, TopicPartition partition) {
    try {
      OffsetAndMetadata committed =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(partition);
      return committed == null ? -1 : committed.offset();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private void start(Class<?> service) {
    Map<String, String> environment = new HashMap<>();
    if (service == AttackerService.class) {
      environment.putAll(TinyExperiment.ONE_SAMPLE_PER_JOB);
    }
    environment.put("REFLUX_BOOTSTRAP_SERVERS", platform.bootstrapServers());
    environment.put("REFLUX_SCHEMA_REGISTRY_URL", platform.schemaRegistryUrl());
    environment.put("REFLUX_ARTIFACT_STORE", directory.resolve("artifacts").toUri().toString());
    environment.put("REFLUX_STATE_DIR", directory.resolve(service.getSimpleName()).toString());
    environment.put("REFLUX_CACHE_DIR", directory.resolve("cache").toString());
    environment.put("REFLUX_JOB_ATTEMPTS", "2");
    environment.put("REFLUX_RETRY_DELAY", "100ms");
    services.put(service, ChildProcess.start(service, List.of(), environment, directory));
  }

  private void requireAlive(ChildProcess service, String what) {
    if (!service.process().isAlive()) {
      throw new AssertionError(
          "%s ended before %s:%n%s".formatted(service.name(), what, service.said()));
    }
  }

  private String said() {
    StringBuilder said = new StringBuilder();
    services
        .values()
        .forEach(
            service -> said.append("%n%s said:%n%s".formatted(service.name(), service.said())));
    return said.toString();
  }

  private static String bootstrapOption(EmbeddedPlatform platform) {
    return "--bootstrap-servers=" + platform.bootstrapServers();
  }
}
