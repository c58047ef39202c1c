package io.reflux.runtime.lifecycle;

import ch.qos.logback.classic.LoggerContext;
import io.reflux.runtime.config.ConfigurationException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code main} of every service: assembles it from the environment, starts it, waits until it
 * is told to stop or fails, closes it, and ends the process with an {@link ExitCode}.
 *
 * <p>SIGTERM and SIGINT are requests to stop: the process waits for the service to close and then
 * exits with 0, where the JVM alone would report the signal. A failure is one clear line; the stack
 * trace follows in the log only for what nobody has foreseen, never for a wrong configuration or a
 * {@link ServiceFailedException}.
 */
public final class ServiceRunner {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceRunner.class);

  /** Longer than any part takes to close by itself; then the process ends with a failure. */
  private static final Duration LONGEST_CLOSE = Duration.ofMinutes(2);

  private final String name;
  private final PrintStream console;
  private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile ExitCode exitCode = ExitCode.FAILURE;

  ServiceRunner(String name, PrintStream console) {
    this.name = name;
    this.console = console;
  }

  /**
   * Runs a service in this process and exits; does not return.
   *
   * @param name the service's name, such as {@code trainer-service}; it stands in each log line
   * @param assembly makes the service from the environment; throws {@link ConfigurationException}
   *     if the environment is wrong
   */
  public static void run(String name, Function<Map<String, String>, Service> assembly) {
    nameLogLines(name);
    ServiceRunner runner = new ServiceRunner(name, System.err);
    Thread.setDefaultUncaughtExceptionHandler((thread, cause) -> runner.fail(cause));
    Runtime.getRuntime().addShutdownHook(new Thread(runner::stopOnSignal, name + "-shutdown"));
    System.exit(runner.execute(System.getenv(), assembly).status());
  }

  /** Runs the service to its end in the calling thread. */
  ExitCode execute(
      Map<String, String> environment, Function<Map<String, String>, Service> assembly) {
    try {
      exitCode = runToEnd(assembly.apply(environment));
    } catch (ConfigurationException e) {
      console.println(name + ": " + e.getMessage());
      exitCode = ExitCode.CONFIGURATION;
    } catch (RuntimeException | Error e) {
      report(e);
      exitCode = ExitCode.FAILURE;
    } finally {
      closed.countDown();
    }
    return exitCode;
  }

  /** Asks the running service to end with {@link ExitCode#CLEAN}; returns at once. */
  void requestStop() {
    end.complete(Optional.empty());
  }

  private ExitCode runToEnd(Service service) {
    Optional<Throwable> failure;
    try (service) {
      service.start(this::fail);
      LOG.info("{} is up", name);
      failure = awaitEnd();
      LOG.info("{} is stopping", name);
    }
    failure.ifPresent(this::report);
    return failure.isPresent() ? ExitCode.FAILURE : ExitCode.CLEAN;
  }

  private void fail(Throwable cause) {
    if (!end.complete(Optional.of(cause))) {
      LOG.warn("after the end: {}", describe(cause));
    }
  }

  private Optional<Throwable> awaitEnd() {
    return end.join();
  }

  private void report(Throwable cause) {
    if (cause instanceof ServiceFailedException) {
      LOG.error("{} failed: {}", name, describe(cause));
    } else {
      LOG.error("{} failed: {}", name, describe(cause), cause);
    }
  }

  private void stopOnSignal() {
    if (closed.getCount() == 0) {
      return;
    }
    requestStop();
    try {
      if (!closed.await(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.error("{} did not close within {} s", name, LONGEST_CLOSE.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode.status());
  }

  private static void nameLogLines(String name) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (factory instanceof LoggerContext context) {
      context.putProperty("service", name);
    }
  }

  private static String describe(Throwable cause) {
    StringBuilder description = new StringBuilder(sentence(cause));
    for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
      String sentence = sentence(next);
      if (description.indexOf(sentence) < 0) {
        description.append(": ").append(sentence);
      }
    }
    return description.toString();
  }

  private static String sentence(Throwable cause) {
    return cause instanceof ServiceFailedException && cause.getMessage() != null
        ? cause.getMessage()
        : cause.toString();
  }
}
