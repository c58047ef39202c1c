package io.reflux.runtime.assembly;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.reflux.runtime.artifact.ArtifactStore;
import io.reflux.runtime.health.HttpRoutes;
import io.reflux.runtime.health.HttpServer;
import io.reflux.runtime.health.ServiceMetrics;
import io.reflux.runtime.lifecycle.Lifecycle;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.messages.RecordPublisher;
import io.reflux.runtime.planning.LivePlans;
import io.reflux.runtime.planning.TopicTable;
import io.reflux.runtime.queue.JobHandler;
import io.reflux.runtime.queue.JobType;
import io.reflux.runtime.queue.WorkQueue;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.runtime.streams.StreamsHost;
import io.reflux.runtime.streams.StreamsSettings;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topic;
import io.reflux.schemas.topic.Topics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.Topology;

/**
 * The parts of one service, in the order in which they start. What is added later may use what was
 * added earlier, and closes before it.
 */
public final class ServiceParts {

  private final String name;
  private final RuntimeSettings settings;
  private final SchemaRegistry registry;
  private final RecordPublisher publisher;
  private final EventMetas metas;
  private final PrometheusMeterRegistry meters;
  private final List<Service> parts = new ArrayList<>();

  /**
   * Connects what every service has.
   *
   * @param name the service's name, such as {@code trainer-service}
   * @param settings what it is configured with
   */
  public ServiceParts(String name, RuntimeSettings settings) {
    this.name = name;
    this.settings = settings;
    registry = SchemaRegistry.connect(settings.kafka().registryConfig());
    publisher = RecordPublisher.connect(settings.kafka(), registry, name);
    metas = new EventMetas(name, settings.codeRevision(), Clock.systemUTC());
    meters = ServiceMetrics.create(name);
    parts.add(Service.closing("metrics", meters::close));
    parts.add(Service.closing("schema registry client", registry::close));
    parts.add(Service.closing("publisher", publisher::close));
  }

  /** The schema registry that all parts share. */
  public SchemaRegistry registry() {
    return registry;
  }

  /** Writes records; closed after everything that was added. */
  public RecordPublisher publisher() {
    return publisher;
  }

  /** Makes the metadata of this service's records. */
  public EventMetas metas() {
    return metas;
  }

  /** Opens the store that all services share. */
  public ArtifactStore artifacts() {
    return ArtifactStore.open(settings.storage().artifactStore());
  }

  /** Adds a part that only frees something at the end. */
  public void closing(String what, Runnable close) {
    parts.add(Service.closing(what, close));
  }

  /** Adds any other part. */
  public void add(Service part) {
    parts.add(part);
  }

  /** Adds a table that follows a topic. */
  public <V> TopicTable<V> table(Topic<V> topic) {
    TopicTable<V> table = new TopicTable<>(topic, settings.kafka(), registry);
    parts.add(table);
    return table;
  }

  /** Adds a view of the plans that are still wanted. */
  public LivePlans livePlans() {
    return new LivePlans(table(Topics.EXPERIMENT_PLANS)::values);
  }

  /** Adds a topology; its application id is {@code reflux-} and the role. */
  public void topology(String role, Topology topology) {
    parts.add(new StreamsHost(StreamsSettings.of("reflux-" + role, settings), topology, meters));
  }

  /** Adds a work queue. */
  public <J> void queue(JobType<J> type, JobHandler<J> handler) {
    parts.add(new WorkQueue<>(type, handler, settings, publisher, meters));
  }

  /** Adds the HTTP server, which watches all other parts. */
  public HttpServer http(HttpRoutes routes) {
    HttpServer server = new HttpServer(settings.http(), meters, List.copyOf(parts), routes);
    parts.add(server);
    return server;
  }

  /** The service of all parts. */
  public Service build() {
    return new Lifecycle(name, parts);
  }
}
