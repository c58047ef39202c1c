package io.reflux.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogFormatTest {

  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void configure() throws Exception {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LogFormatTest.class.getResource("/logback.xml"));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void an_event_is_one_line_with_time_level_service_thread_logger_message_and_pairs() {
    context.putProperty("service", "trainer-service");

    assertThat(line("job done", null))
        .isEqualTo(
            "2026-01-02T03:04:05.006Z INFO  trainer-service [worker-0] io.reflux.Test"
                + " job done seconds=\"3\"\n");
  }

  @Test
  void a_message_cannot_begin_a_line_of_its_own() {
    assertThat(line("name\n2026-01-01T00:00:00.000Z ERROR forged", null).lines()).hasSize(1);
  }

  @Test
  void a_stack_trace_stays_on_the_line() {
    assertThat(line("failed", new IllegalStateException("no")).lines())
        .singleElement()
        .asString()
        .contains("java.lang.IllegalStateException: no | at io.reflux");
  }

  @Test
  void the_clients_of_kafka_only_warn() {
    assertThat(context.getLogger("org.apache.kafka.clients.NetworkClient").getEffectiveLevel())
        .isEqualTo(Level.WARN);
    assertThat(context.getLogger("io.reflux").getEffectiveLevel()).isEqualTo(Level.INFO);
  }

  private String line(String message, @Nullable Throwable thrown) {
    Logger logger = context.getLogger("io.reflux.Test");
    LoggingEvent event =
        new LoggingEvent(Logger.class.getName(), logger, Level.INFO, message, thrown, null);
    event.setInstant(Instant.parse("2026-01-02T03:04:05.006Z"));
    event.setThreadName("worker-0");
    event.setKeyValuePairs(List.of(new KeyValuePair("seconds", 3)));
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>)
            context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("CONSOLE");
    return new String(appender.getEncoder().encode(event), UTF_8);
  }
}
