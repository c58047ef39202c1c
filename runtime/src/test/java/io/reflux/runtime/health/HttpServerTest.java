package io.reflux.runtime.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.reflux.runtime.lifecycle.FailureListener;
import io.reflux.runtime.lifecycle.HealthCheck;
import io.reflux.runtime.lifecycle.Service;
import io.reflux.runtime.lifecycle.ServiceFailedException;
import io.reflux.runtime.settings.HttpSettings;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpServerTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final PrometheusMeterRegistry metrics = ServiceMetrics.create("test-service");
  private final Watched watched = new Watched();
  private final HttpServer server = server(HttpRoutes.NONE);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_process_that_answers_is_alive_on_loopback() throws Exception {
    server.start(cause -> {});

    HttpResponse<String> response = get(server.uri().resolve("/health/live"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"alive\":true}");
    assertThat(server.uri().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void a_service_is_ready_when_every_check_holds() throws Exception {
    server.start(cause -> {});

    HttpResponse<String> response = get(server.uri().resolve("/health/ready"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo("{\"ready\":true,\"checks\":[{\"name\":\"planner\",\"ready\":true}]}");
  }

  @Test
  void a_service_that_is_not_ready_says_why() throws Exception {
    watched.problem = Optional.of("is REBALANCING");
    server.start(cause -> {});

    HttpResponse<String> response = get(server.uri().resolve("/health/ready"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .isEqualTo(
            "{\"ready\":false,\"checks\":"
                + "[{\"name\":\"planner\",\"ready\":false,\"problem\":\"is REBALANCING\"}]}");
  }

  @Test
  void metrics_are_in_prometheus_text_and_carry_the_service() throws Exception {
    metrics.counter("reflux.things").increment(3);
    server.start(cause -> {});

    HttpResponse<String> response = get(server.uri().resolve("/metrics"));

    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body())
        .contains("reflux_things_total{service=\"test-service\"} 3.0")
        .contains("jvm_memory_used_bytes{");
  }

  @Test
  void a_service_can_add_routes_and_event_streams() throws Exception {
    HttpServer extended =
        server(
            app -> {
              app.get("/hello", context -> context.result("hello"));
              app.sse("/events", events -> events.sendEvent("score", "0.5", "7"));
            });
    extended.start(cause -> {});

    assertThat(get(extended.uri().resolve("/hello")).body()).isEqualTo("hello");
    HttpRequest request =
        HttpRequest.newBuilder(extended.uri().resolve("/events"))
            .header("Accept", "text/event-stream")
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).body())
        .isEqualTo("id: 7\nevent: score\ndata: 0.5\n\n");
    extended.close();
  }

  @Test
  void a_taken_port_is_reported_with_what_to_do() {
    server.start(cause -> {});
    HttpServer second =
        new HttpServer(
            new HttpSettings("127.0.0.1", server.uri().getPort()),
            metrics,
            List.of(),
            HttpRoutes.NONE);

    assertThatExceptionOfType(ServiceFailedException.class)
        .isThrownBy(() -> second.start(cause -> {}))
        .withMessageContaining("cannot listen on 127.0.0.1:" + server.uri().getPort())
        .withMessageContaining("REFLUX_HTTP_PORT");
    second.close();
  }

  @Test
  void a_closed_server_no_longer_listens() {
    server.start(cause -> {});
    URI uri = server.uri();

    server.close();

    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> get(uri));
  }

  @Test
  void closing_ends_open_event_streams() throws Exception {
    HttpServer streaming =
        server(
            app ->
                app.sse(
                    "/events",
                    events -> {
                      events.keepAlive();
                      events.sendEvent("hello");
                    }));
    streaming.start(cause -> {});
    HttpRequest request =
        HttpRequest.newBuilder(streaming.uri().resolve("/events"))
            .header("Accept", "text/event-stream")
            .build();
    InputStream body = client.send(request, BodyHandlers.ofInputStream()).body();
    assertThat(body.read()).isEqualTo('e');

    streaming.close();

    assertThat(new String(body.readAllBytes(), UTF_8)).contains("hello");
  }

  @Test
  void a_server_that_was_not_started_has_no_address() {
    assertThatIllegalStateException().isThrownBy(server::uri);
  }

  private HttpServer server(HttpRoutes routes) {
    return new HttpServer(HttpSettings.defaults(), metrics, List.of(watched), routes);
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  /** A part whose readiness the test decides. */
  private static final class Watched implements Service {

    private volatile Optional<String> problem = Optional.empty();

    @Override
    public String name() {
      return "watched";
    }

    @Override
    public void start(FailureListener failures) {}

    @Override
    public void close() {}

    @Override
    public List<HealthCheck> healthChecks() {
      return List.of(new HealthCheck("planner", () -> problem));
    }
  }
}
