package io.reflux.runtime.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.runtime.config.ConfigurationException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServiceRunnerTest {

  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  private final ServiceRunner runner =
      new ServiceRunner("test-service", new PrintStream(console, true, UTF_8));

  @Test
  void a_service_that_is_told_to_stop_ends_clean() {
    runner.requestStop();

    assertThat(runner.execute(Map.of(), environment -> new Probe(failures -> {}, line -> {})))
        .isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void a_part_that_fails_while_running_ends_in_failure() {
    Probe probe =
        new Probe(
            failures -> failures.failed(new ServiceFailedException("broker gone")), line -> {});

    assertThat(runner.execute(Map.of(), environment -> probe)).isEqualTo(ExitCode.FAILURE);
    assertThat(probe.closed).isTrue();
  }

  @Test
  void a_service_that_cannot_start_is_closed_and_ends_in_failure() {
    Probe probe =
        new Probe(
            failures -> {
              throw new ServiceFailedException("port 80 is taken");
            },
            line -> {});

    assertThat(runner.execute(Map.of(), environment -> probe)).isEqualTo(ExitCode.FAILURE);
    assertThat(probe.closed).isTrue();
  }

  @Test
  void a_wrong_configuration_is_printed_without_a_stack_trace() {
    ExitCode code =
        runner.execute(
            Map.of(),
            environment -> {
              throw new ConfigurationException(List.of("REFLUX_X is not a known key"));
            });

    assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(console.toString(UTF_8).lines())
        .containsExactly(
            "test-service: 1 problem in the configuration:", "  REFLUX_X is not a known key");
  }

  @Test
  @Tag("slow")
  void a_process_that_is_terminated_closes_and_exits_with_zero() throws Exception {
    Process process = start("ok");
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      readUntil(output, lines, "probe is running");
      process.toHandle().destroy();
      readUntil(output, lines, "probe closed");
    }

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  @Tag("slow")
  void an_uncaught_failure_in_any_thread_ends_the_process_with_one() throws Exception {
    Process process = start("uncaught");
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      output.lines().forEach(lines::add);
    }

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(lines)
        .filteredOn(line -> line.contains("test-service failed: disk full"))
        .singleElement()
        .asString()
        .contains("ERROR");
    assertThat(lines).contains("probe closed").noneMatch(line -> line.startsWith("\tat "));
  }

  private static Process start(String mode) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dlogback.configurationFile=logback.xml",
            ServiceRunnerTest.class.getName() + "$Main",
            mode)
        .redirectErrorStream(true)
        .start();
  }

  private static void readUntil(BufferedReader output, List<String> lines, String wanted)
      throws IOException {
    String line = output.readLine();
    while (line != null && !line.equals(wanted)) {
      lines.add(line);
      line = output.readLine();
    }
    assertThat(line).as("after %s", lines).isEqualTo(wanted);
  }

  private interface Start {
    void accept(FailureListener failures);
  }

  private static final class Probe implements Service {
    private final Start start;
    private final Consumer<String> voice;
    private boolean closed;

    Probe(Start start, Consumer<String> voice) {
      this.start = start;
      this.voice = voice;
    }

    @Override
    public String name() {
      return "probe";
    }

    @Override
    public void start(FailureListener failures) {
      start.accept(failures);
      voice.accept("probe is running");
    }

    @Override
    public void close() {
      closed = true;
      voice.accept("probe closed");
    }
  }

  /** The main of the child processes. */
  static final class Main {

    private Main() {}

    public static void main(String[] arguments) {
      Start start =
          arguments[0].equals("ok")
              ? failures -> {}
              : failures ->
                  new Thread(
                          () -> {
                            throw new ServiceFailedException("disk full");
                          })
                      .start();
      ServiceRunner.run("test-service", environment -> new Probe(start, System.out::println));
    }
  }
}
