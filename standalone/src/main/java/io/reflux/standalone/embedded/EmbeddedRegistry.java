package io.reflux.standalone.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schema registry that runs as a child of this process: Apicurio Registry with its
 * Confluent-compatible interface, on a free loopback port. It ends when this object is closed and
 * also when this process ends in any other way.
 *
 * <p>Starting takes some seconds, so it has two steps: {@link #launch} returns at once, {@link
 * #awaitReady} when schemas can be registered.
 */
public final class EmbeddedRegistry implements AutoCloseable {

  private static final String CONFLUENT_API = "/apis/ccompat/v7";
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127[^\\s]+)");
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(8);
  private static final long POLL_MILLIS = 25;
  private static final int LOG_TAIL_LINES = 15;
  private static final int OK = 200;

  private final Process process;
  private final Path log;

  private EmbeddedRegistry(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts the registry without waiting for it.
   *
   * @param storage the directory of its database, or empty to keep schemas in memory only
   * @param log the file its output goes to; written anew
   * @throws EmbeddedPlatformException if the registry is not installed or no process can be started
   */
  public static EmbeddedRegistry launch(Optional<Path> storage, Path log) {
    RegistryProcess registry =
        new RegistryProcess(RegistryInstallation.locate(), storage, log.toAbsolutePath());
    try {
      return new EmbeddedRegistry(registry.start(), log);
    } catch (IOException e) {
      throw new EmbeddedPlatformException("cannot start the schema registry: " + e, e);
    }
  }

  /**
   * Waits until the registry answers.
   *
   * @return the URL to give to clients as {@code schema.registry.url}
   * @throws EmbeddedPlatformException if it ends or does not answer in time; the message carries
   *     the end of its log
   * @throws InterruptedException if the wait is interrupted
   */
  public String awaitReady() throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (System.nanoTime() < deadline) {
      if (!process.isAlive()) {
        throw failed("ended with exit code " + process.exitValue());
      }
      Optional<String> url = listeningUrl();
      if (url.isPresent() && answers(url.get())) {
        return url.get();
      }
      Thread.sleep(POLL_MILLIS);
    }
    throw failed("did not answer within " + DEADLINE.toSeconds() + " s");
  }

  /** The operating system's id of the child process. */
  long processId() {
    return process.pid();
  }

  /** Ends the registry: asks first, so that it closes its database, and kills it if need be. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(CLOSE_DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> listeningUrl() {
    Matcher matcher = LISTENING.matcher(String.join("\n", logLines()));
    return matcher.find() ? Optional.of(matcher.group(1) + CONFLUENT_API) : Optional.empty();
  }

  private static boolean answers(String url) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/subjects")).timeout(DEADLINE).build();
    try {
      return HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == OK;
    } catch (IOException e) {
      return false;
    }
  }

  private EmbeddedPlatformException failed(String what) {
    List<String> lines = logLines();
    List<String> tail = lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size());
    return new EmbeddedPlatformException(
        "the schema registry "
            + what
            + "; the end of "
            + log
            + ":\n  "
            + String.join("\n  ", tail));
  }

  private List<String> logLines() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of("(cannot be read: " + e.getMessage() + ")");
    }
  }
}
