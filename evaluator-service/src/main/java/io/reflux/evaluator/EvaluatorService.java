package io.reflux.evaluator;

import io.reflux.evaluator.http.EvaluatorRoutes;
import io.reflux.evaluator.live.EventLog;
import io.reflux.evaluator.live.LiveView;
import io.reflux.runtime.Chassis;
import io.reflux.runtime.health.HttpServer;
import io.reflux.runtime.lifecycle.FailureListener;
import io.reflux.runtime.lifecycle.HealthCheck;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceRunner;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.streams.StreamsHost;
import io.reflux.runtime.streams.StreamsSettings;
import io.reflux.schemas.topic.Topics;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The evaluator: outcomes in; scores, reports, an HTTP interface and a live page out. It is made of
 * the HTTP server, the feed of the live view and the topology.
 */
public final class EvaluatorService implements Service {

  private static final String NAME = "evaluator-service";
  private static final String APPLICATION_ID = "reflux-evaluator";

  private final HttpServer http;
  private final Service parts;

  private EvaluatorService(HttpServer http, Service parts) {
    this.http = http;
    this.parts = parts;
  }

  /** Runs the evaluator in a process of its own. */
  public static void main(String[] arguments) {
    ServiceRunner.run(NAME, EvaluatorService::assemble);
  }

  /**
   * Makes the evaluator from the environment, without starting it.
   *
   * @throws io.reflux.runtime.config.ConfigurationException if the environment is wrong
   */
  public static EvaluatorService assemble(Map<String, String> environment) {
    EvaluatorConfig config = EvaluatorConfig.read(environment);
    Clock clock = Clock.systemUTC();
    Chassis chassis = Chassis.open(NAME, config.runtime());
    EventMetas metas = chassis.metas(clock);
    EventLog log = new EventLog(Long.toString(clock.millis()), EventLog.Limits.defaults());
    LiveView view = new LiveView(log);
    List<Service> working =
        List.of(
            new LiveFeed(view, config.runtime().kafka(), chassis.registry()),
            new StreamsHost(
                streams(config),
                EvaluatorTopology.build(config.scoreInterval(), chassis.registry(), metas),
                chassis.metrics()));
    HttpServer http =
        new HttpServer(
            config.runtime().http(),
            chassis.metrics(),
            working,
            new EvaluatorRoutes(
                view,
                log,
                config.streamClients(),
                new ExperimentSubmission(chassis.publisher(), metas)));
    List<Service> parts = List.of(http, working.get(0), working.get(1));
    return new EvaluatorService(http, chassis.assemble(parts));
  }

  /**
   * Where the HTTP interface is, with the port that it listens on.
   *
   * @throws IllegalStateException if the service has not been started
   */
  public URI uri() {
    return http.uri();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start(FailureListener failures) {
    parts.start(failures);
  }

  @Override
  public void close() {
    parts.close();
  }

  @Override
  public List<HealthCheck> healthChecks() {
    return parts.healthChecks();
  }

  /** Internal topics take what the topics of the catalogue take. */
  private static StreamsSettings streams(EvaluatorConfig config) {
    return StreamsSettings.of(APPLICATION_ID, config.runtime())
        .withStandbyReplicas(config.standbyReplicas())
        .withOverride(
            StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
            Integer.toString(Topics.ROBUSTNESS_REPORTS.maxRecordBytes()));
  }
}
