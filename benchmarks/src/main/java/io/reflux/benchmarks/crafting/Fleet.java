package io.reflux.benchmarks.crafting;

import io.reflux.attacker.AttackerService;
import io.reflux.standalone.embedded.LoopbackPorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Attacker processes that run side by side. */
final class Fleet implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofMinutes(2);
  private static final int LOOK_MILLIS = 50;
  private static final int READY = 200;

  private final List<Process> processes = new ArrayList<>();

  private Fleet() {}

  /** Starts attackers and returns when all of them are ready. */
  static Fleet start(int count, Map<String, String> environment, Path directory)
      throws IOException, InterruptedException {
    Fleet fleet = new Fleet();
    List<Integer> ports = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      int port = LoopbackPorts.free().first();
      Map<String, String> variables = new HashMap<>(environment);
      variables.put("REFLUX_HTTP_PORT", Integer.toString(port));
      variables.put("REFLUX_STATE_DIR", Files.createTempDirectory(directory, "state").toString());
      fleet.processes.add(process(variables, Files.createTempFile(directory, "attacker", ".log")));
      ports.add(port);
    }
    for (int port : ports) {
      awaitReady(port);
    }
    return fleet;
  }

  /**
   * Makes sure that none has ended.
   *
   * @throws IllegalStateException if one has
   */
  void requireAlive() {
    if (!processes.stream().allMatch(Process::isAlive)) {
      throw new IllegalStateException("an attacker has ended; its log is in the work directory");
    }
  }

  @Override
  public void close() {
    processes.forEach(process -> process.toHandle().destroy());
    processes.forEach(process -> process.onExit().join());
  }

  /** The child ends with this process, which holds its standard input. */
  private static Process process(Map<String, String> variables, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-cp",
            System.getProperty("java.class.path"),
            "io.reflux.standalone.embedded.ParentBoundMain",
            AttackerService.class.getName());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(variables);
    return builder.start();
  }

  private static void awaitReady(int port) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready")).build();
    long deadline = System.nanoTime() + LONGEST_START.toNanos();
    while (!ready(client, request)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("an attacker was not ready within " + LONGEST_START);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static boolean ready(HttpClient client, HttpRequest request) throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == READY;
    } catch (IOException e) {
      return false;
    }
  }
}
