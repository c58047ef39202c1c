package io.reflux.standalone.cli;

import io.reflux.runtime.config.ConfigReader;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.runtime.settings.KafkaSettings;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.schemas.admin.TopicAdmin;
import io.reflux.schemas.topic.Topics;
import io.reflux.standalone.cluster.Cluster;
import io.reflux.standalone.cluster.Ending;
import io.reflux.standalone.cluster.ExperimentSubmission;
import io.reflux.standalone.cluster.ExperimentWatch;
import io.reflux.standalone.cluster.ModelRegistration;
import io.reflux.standalone.embedded.EmbeddedPlatform;
import io.reflux.standalone.embedded.LoopbackPorts;
import io.reflux.standalone.terminal.ProgressDisplay;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;

/**
 * One run from the first thread to the last: platform, topics, services, request, watch, report.
 * Whatever was started is closed in reverse, also when the run fails or is interrupted.
 */
final class ExperimentRun {

  private static final Duration TOPIC_TIMEOUT = Duration.ofSeconds(30);

  private final Session session;
  private final RunPlan plan;
  private final StateDirectory state;
  private final Interruption interruption;
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

  ExperimentRun(Session session, RunPlan plan, StateDirectory state, Interruption interruption) {
    this.session = session;
    this.plan = plan;
    this.state = state;
    this.interruption = interruption;
  }

  /** Runs on a platform of its own. */
  int embedded() throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (EmbeddedPlatform platform = EmbeddedPlatform.start(state.path())) {
      session.say("broker and schema registry are up after " + seconds(start) + " s");
      Map<String, String> environment = new HashMap<>(session.environment());
      environment.put(RuntimeKeys.BOOTSTRAP_SERVERS.name(), platform.bootstrapServers());
      environment.put(RuntimeKeys.SCHEMA_REGISTRY_URL.name(), platform.schemaRegistryUrl());
      environment.remove(RuntimeKeys.KAFKA_PROPERTIES_FILE.name());
      return on(environment);
    }
  }

  /** Runs on the cluster that an environment names. */
  int on(Map<String, String> environment) throws IOException, InterruptedException {
    try {
      return work(environment);
    } catch (InterruptException e) {
      Thread.interrupted();
      throw new InterruptedException();
    }
  }

  private int work(Map<String, String> addresses) throws IOException, InterruptedException {
    Map<String, String> environment = serviceEnvironment(addresses);
    RuntimeSettings settings =
        ConfigReader.read(environment, RuntimeKeys.CATALOGUE, RuntimeSettings::from);
    createTopics(settings.kafka());
    try (Service services = session.services().assemble(environment);
        Cluster cluster = Cluster.connect(settings.kafka())) {
      services.start(failure::complete);
      String dashboard = "http://127.0.0.1:" + environment.get(RuntimeKeys.HTTP_PORT.name()) + "/";
      session.say("services are up; dashboard: " + dashboard);
      register(cluster, settings.storage().artifactStore());
      int status = submitAndWatch(cluster);
      if (plan.keepAlive()) {
        stayUp(dashboard, status);
      }
      return status;
    }
  }

  private void register(Cluster cluster, URI artifacts) throws IOException, InterruptedException {
    if (plan.subject().brought().isPresent()) {
      new ModelRegistration(cluster, Clock.systemUTC())
          .register(plan.subject().brought().get(), artifacts);
    }
  }

  private int submitAndWatch(Cluster cluster) throws IOException, InterruptedException {
    Instant submittedAt =
        new ExperimentSubmission(cluster, Clock.systemUTC()).submit(plan.subject().submission());
    Ending ending;
    try (ProgressDisplay display = session.display()) {
      ending =
          new ExperimentWatch(cluster, plan.experimentId(), submittedAt, display)
              .await(this::throwIfServicesFailed);
    }
    session.logs().tellErrorsTo(session::say);
    int status = Endings.tell(session, plan.experimentId(), ending);
    if (ending instanceof Ending.Reported reported) {
      new ReportFiles(session, cluster, plan.subject().datasetDirectory())
          .write(reported, plan.out());
    }
    return status;
  }

  private void stayUp(String dashboard, int status) throws InterruptedException {
    session.say("the dashboard stays at " + dashboard + " until Ctrl-C");
    interruption.expected(status);
    CountDownLatch never = new CountDownLatch(1);
    while (!never.await(1, TimeUnit.SECONDS)) {
      throwIfServicesFailed();
    }
  }

  private void throwIfServicesFailed() {
    if (failure.isDone()) {
      Throwable cause = failure.join();
      throw new ServiceFailedException(
          "a service stopped: "
              + (cause instanceof ServiceFailedException ? cause.getMessage() : cause)
              + session.logs().path().map(log -> "; the details are in " + log).orElse(""),
          cause);
    }
  }

  private void createTopics(KafkaSettings settings) {
    try (TopicAdmin admin = TopicAdmin.connect(settings.clientConfig(), TOPIC_TIMEOUT)) {
      admin.ensure(Topics.all(), TopicAdmin.BROKER_DEFAULT);
    }
  }

  private Map<String, String> serviceEnvironment(Map<String, String> addresses) {
    int port = plan.port() == 0 ? LoopbackPorts.free().first() : plan.port();
    Map<String, String> environment = new HashMap<>(addresses);
    environment.put(
        RuntimeKeys.ARTIFACT_STORE.name(), state.path().resolve("artifacts").toUri().toString());
    environment.put(RuntimeKeys.STATE_DIR.name(), state.path().resolve("streams").toString());
    environment.putIfAbsent(RuntimeKeys.CACHE_DIR.name(), session.cacheDirectory().toString());
    environment.put(RuntimeKeys.HTTP_HOST.name(), "127.0.0.1");
    environment.put(RuntimeKeys.HTTP_PORT.name(), Integer.toString(port));
    plan.subject()
        .datasetDirectory()
        .ifPresent(
            directory ->
                environment.put(
                    RuntimeKeys.DATASET_DIR.name(), directory.toAbsolutePath().toString()));
    return environment;
  }

  private static String seconds(long since) {
    return "%.1f".formatted((System.nanoTime() - since) / 1e9);
  }
}
