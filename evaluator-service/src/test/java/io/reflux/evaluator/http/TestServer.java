package io.reflux.evaluator.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.reflux.evaluator.live.EventLog;
import io.reflux.evaluator.live.LiveView;
import io.reflux.runtime.health.HttpRoutes;
import io.reflux.runtime.health.HttpServer;
import io.reflux.runtime.settings.HttpSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** The evaluator's HTTP interface on a free port of the loopback, over a view that a test feeds. */
final class TestServer implements AutoCloseable {

  final EventLog log;
  final LiveView view;
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;

  /** A server with these routes. */
  interface Routes {
    HttpRoutes over(LiveView view, EventLog log);
  }

  TestServer(EventLog.Limits limits, Routes routes) {
    log = new EventLog("run", limits);
    view = new LiveView(log);
    server =
        new HttpServer(
            new HttpSettings("127.0.0.1", 0),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            List.of(),
            routes.over(view, log));
    server.start(
        cause -> {
          throw new AssertionError(cause);
        });
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.uri().resolve(path));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).build());
  }

  HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  /** Opens an event stream. */
  EventReader events(HttpRequest request) throws IOException, InterruptedException {
    return new EventReader(client.send(request, BodyHandlers.ofInputStream()));
  }

  /** Stops the server as a stopping service does. */
  void stop() {
    server.close();
  }

  @Override
  public void close() {
    stop();
  }
}
