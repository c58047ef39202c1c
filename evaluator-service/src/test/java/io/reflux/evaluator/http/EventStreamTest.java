package io.reflux.evaluator.http;

import static io.reflux.evaluator.Records.EXPERIMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.reflux.evaluator.Records;
import io.reflux.evaluator.live.EventLog;
import io.reflux.runtime.health.HttpRoutes;
import io.reflux.schemas.topic.Topics;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventStreamTest {

  private static final String STREAM = "/api/stream";
  private static final Duration NEVER = Duration.ofMinutes(10);

  @Test
  void a_change_is_an_event() throws Exception {
    try (TestServer server = server(EventLog.Limits.defaults(), NEVER);
        EventReader events = server.events(server.request(STREAM).build())) {
      assertThat(events.contentType()).isEqualTo("text/event-stream;charset=utf-8");
      assertThat(events.block()).containsExactly("retry: 2000");

      plan(server, "request-1");

      List<String> event = events.block();
      assertThat(event).hasSize(3).startsWith("id: run-0", "event: plan");
      assertThat(event.get(2)).startsWith("data: {\"key\":\"e-1\",\"value\":{\"meta\":");
    }
  }

  @Test
  void all_clients_hear_the_same() throws Exception {
    try (TestServer server = server(EventLog.Limits.defaults(), NEVER);
        EventReader one = server.events(server.request(STREAM).build());
        EventReader other = server.events(server.request(STREAM).build())) {
      one.block();
      other.block();

      plan(server, "request-1");

      assertThat(one.block()).isEqualTo(other.block()).isNotEmpty();
    }
  }

  @Test
  void a_client_that_comes_back_gets_what_it_missed() throws Exception {
    try (TestServer server = server(EventLog.Limits.defaults(), NEVER)) {
      plan(server, "request-1");
      plan(server, "request-2");
      plan(server, "request-3");

      try (EventReader events =
          server.events(server.request(STREAM).header("Last-Event-ID", "run-0").build())) {
        events.block();
        assertThat(events.block()).startsWith("id: run-1");
        assertThat(events.block()).startsWith("id: run-2");
        plan(server, "request-4");
        assertThat(events.block()).startsWith("id: run-3");
      }
    }
  }

  @Test
  void a_client_that_was_away_too_long_is_told_to_read_anew() throws Exception {
    try (TestServer server = server(new EventLog.Limits(1, 1_000_000, 10), NEVER)) {
      plan(server, "request-1");
      plan(server, "request-2");

      try (EventReader events =
          server.events(server.request(STREAM + "?lastEventId=run-0").build())) {
        events.block();
        assertThat(events.block()).containsExactly("id: run-1", "event: reset", "data: {}");
      }
    }
  }

  @Test
  void a_silent_stream_has_a_heartbeat() throws Exception {
    try (TestServer server = server(EventLog.Limits.defaults(), Duration.ofMillis(20));
        EventReader events = server.events(server.request(STREAM).build())) {
      events.block();

      assertThat(events.block()).containsExactly(": still here");
      assertThat(events.block()).containsExactly(": still here");
    }
  }

  @Test
  void the_number_of_clients_is_bounded() throws Exception {
    try (TestServer server = server(EventLog.Limits.defaults(), NEVER);
        EventReader one = server.events(server.request(STREAM).build());
        EventReader other = server.events(server.request(STREAM).build())) {
      one.block();
      other.block();

      HttpResponse<String> third = server.get(STREAM);

      assertThat(third.statusCode()).isEqualTo(503);
      assertThat(third.body()).contains("too many event streams are open");
      assertThat(server.log.listeners()).isEqualTo(2);
    }
  }

  @Test
  void a_stopping_server_ends_its_streams() throws Exception {
    try (TestServer server = server(EventLog.Limits.defaults(), NEVER);
        EventReader events = server.events(server.request(STREAM).build())) {
      events.block();

      server.stop();

      assertThat(events.block()).isEmpty();
    }
  }

  private static void plan(TestServer server, String requestEventId) {
    server.view.apply(Topics.EXPERIMENT_PLANS, EXPERIMENT, Records.plan(requestEventId));
  }

  private static TestServer server(EventLog.Limits limits, Duration heartbeat) {
    return new TestServer(
        limits,
        (view, log) ->
            new HttpRoutes() {
              @Override
              public void register(Javalin app) {
                EventStream stream = new EventStream(log, heartbeat, 2);
                app.get(STREAM, stream::open);
                app.exception(
                    ApiException.class,
                    (problem, context) -> context.status(problem.status()).result(problem.json()));
                app.events(events -> events.serverStopping(stream::close));
              }
            });
  }
}
