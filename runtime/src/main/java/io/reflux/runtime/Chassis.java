package io.reflux.runtime;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.reflux.runtime.artifact.ArtifactStore;
import io.reflux.runtime.config.ConfigKey;
import io.reflux.runtime.config.ConfigurationException;
import io.reflux.runtime.health.HttpRoutes;
import io.reflux.runtime.health.HttpServer;
import io.reflux.runtime.health.ServiceMetrics;
import io.reflux.runtime.lifecycle.Lifecycle;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.schemas.registry.SchemaRegistry;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the parts of one service share. A service opens its chassis, makes its planner and worker
 * from it, and assembles them; closing the assembled service frees the chassis too.
 *
 * @param name the service's name, such as {@code trainer-service}
 * @param settings what it is configured with
 * @param metrics its metrics, with the JVM's
 * @param registry the schema registry
 * @param publisher writes records; one producer for all threads
 */
public record Chassis(
    String name,
    RuntimeSettings settings,
    PrometheusMeterRegistry metrics,
    SchemaRegistry registry,
    RecordPublisher publisher) {

  /**
   * Opens a chassis. Nothing is sent yet.
   *
   * @throws io.reflux.runtime.lifecycle.ServiceFailedException if no bootstrap server has an
   *     address
   * @throws IllegalArgumentException if the registry's URL or properties are malformed
   */
  public static Chassis open(String name, RuntimeSettings settings) {
    SchemaRegistry registry =
        configured(
            RuntimeKeys.SCHEMA_REGISTRY_URL,
            () -> SchemaRegistry.connect(settings.kafka().registryConfig()));
    return new Chassis(
        name,
        settings,
        ServiceMetrics.create(name),
        registry,
        RecordPublisher.connect(settings.kafka(), registry, name));
  }

  /** The service and the machine it runs on: the producer that its records name. */
  public String producer() {
    return name + "/" + hostName();
  }

  /** Makes the metadata of the service's records, with the time of the clock. */
  public EventMetas metas(Clock clock) {
    return new EventMetas(producer(), settings.codeRevision(), clock);
  }

  /**
   * Opens the artefact store.
   *
   * @throws ConfigurationException if no kind of store has this scheme
   * @throws ServiceFailedException if its directory cannot be made
   */
  public ArtifactStore artifacts() {
    URI uri = settings.storage().artifactStore();
    try {
      return configured(RuntimeKeys.ARTIFACT_STORE, () -> ArtifactStore.open(uri));
    } catch (UncheckedIOException e) {
      throw new ServiceFailedException(
          "cannot open the artefact store " + uri + "; make it a directory one can write to", e);
    }
  }

  /**
   * The service made of parts, without an HTTP server: for a process in which another service has
   * one. Its end frees publisher and registry.
   *
   * @param parts in the order in which they start
   */
  public Lifecycle assemble(List<? extends Service> parts) {
    List<Service> all = new ArrayList<>();
    all.add(Service.closing("schema registry client", registry::close));
    all.add(Service.closing("record publisher", publisher::close));
    all.addAll(parts);
    return new Lifecycle(name, all);
  }

  /**
   * The service made of parts, with an HTTP server that starts first and closes last, so that one
   * can see from outside what the others are doing.
   *
   * @param parts in the order in which they start
   * @param routes what the service adds to health and metrics, or {@link HttpRoutes#NONE}
   */
  public Lifecycle assemble(List<? extends Service> parts, HttpRoutes routes) {
    List<Service> all = new ArrayList<>();
    all.add(new HttpServer(settings.http(), metrics, parts, routes));
    all.addAll(parts);
    return assemble(all);
  }

  /** What a value of the environment opens; its complaint is one about the configuration. */
  private static <T> T configured(ConfigKey<?> key, Supplier<T> opening) {
    try {
      return opening.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(List.of(key.name() + ": " + e.getMessage()));
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
