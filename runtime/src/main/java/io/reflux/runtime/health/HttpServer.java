package io.reflux.runtime.health;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.reflux.runtime.lifecycle.FailureListener;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.runtime.settings.HttpSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of a service.
 *
 * <ul>
 *   <li>{@code GET /health/live}: 200 as long as the process answers
 *   <li>{@code GET /health/ready}: 200 or 503, with every check and why it fails
 *   <li>{@code GET /metrics}: Prometheus' text format
 *   <li>whatever the service's own {@link HttpRoutes} add
 * </ul>
 */
public final class HttpServer implements Service {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final int MOST_THREADS = 32;
  private static final int LEAST_THREADS = 2;

  private final HttpSettings settings;
  private final PrometheusMeterRegistry metrics;
  private final List<Service> watched;
  private final HttpRoutes routes;
  private volatile @Nullable Javalin server;

  /**
   * A server that listens once it is started.
   *
   * @param watched the parts whose checks decide whether the service is ready
   * @param routes what the service adds, or {@link HttpRoutes#NONE}
   */
  public HttpServer(
      HttpSettings settings,
      PrometheusMeterRegistry metrics,
      List<? extends Service> watched,
      HttpRoutes routes) {
    this.settings = settings;
    this.metrics = metrics;
    this.watched = List.copyOf(watched);
    this.routes = routes;
  }

  @Override
  public String name() {
    return "HTTP server";
  }

  /**
   * Starts listening.
   *
   * @throws ServiceFailedException if the port is taken or the host is not one of this machine
   */
  @Override
  public void start(FailureListener failures) {
    Javalin app = Javalin.create(this::configure);
    app.get("/health/live", context -> context.json(Map.of("alive", true)));
    app.get("/health/ready", this::ready);
    app.get("/metrics", context -> context.contentType(PROMETHEUS_TEXT).result(metrics.scrape()));
    routes.register(app);
    try {
      app.start(settings.host(), settings.port());
    } catch (JavalinBindException e) {
      throw new ServiceFailedException(
          "cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + "; set REFLUX_HTTP_HOST and REFLUX_HTTP_PORT to what is free, port 0 takes any",
          e);
    }
    server = app;
    LOG.info("listening on {}", uri());
  }

  /** Stops listening and ends open requests. */
  @Override
  public void close() {
    Javalin app = server;
    if (app != null) {
      app.stop();
    }
  }

  /**
   * Where the server listens, such as {@code http://127.0.0.1:8080}.
   *
   * @throws IllegalStateException if it has not been started
   */
  public URI uri() {
    Javalin app = server;
    if (app == null) {
      throw new IllegalStateException("the HTTP server has not been started");
    }
    return URI.create("http://" + settings.host() + ":" + app.port());
  }

  private void configure(JavalinConfig config) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    routes.configure(config);
  }

  private void ready(Context context) {
    Readiness readiness =
        Readiness.of(watched.stream().flatMap(part -> part.healthChecks().stream()).toList());
    context.status(readiness.ready() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    context.json(readiness);
  }
}
