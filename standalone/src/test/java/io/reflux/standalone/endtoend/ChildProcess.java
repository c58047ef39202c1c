package io.reflux.standalone.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A main class of this build in a JVM of its own, with the class path of the tests and their
 * environment but for what configures services. Programs that read no input end with this process,
 * however that ends.
 *
 * @param name what messages call it
 * @param process the child
 * @param log what it says on standard output and error
 */
record ChildProcess(String name, Process process, Path log) implements AutoCloseable {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final long LOOK_MILLIS = 20;
  private static final List<String> SERVICES =
      List.of("REFLUX_", "TRAINER_", "DISTILLER_", "ATTACKER_", "EVALUATOR_");
  private static final String DIES_WITH_PARENT = "io.reflux.standalone.embedded.ParentBoundMain";

  /** Starts a main class that works until it is told to stop. */
  static ChildProcess start(
      Class<?> main, List<String> arguments, Map<String, String> environment, Path directory) {
    List<String> command = java();
    command.addAll(List.of(DIES_WITH_PARENT, main.getName()));
    command.addAll(arguments);
    return start(main.getSimpleName(), command, environment, directory);
  }

  /** Starts a main class that works on its standard input until that ends. */
  static ChildProcess startFilter(Class<?> main, List<String> arguments, Path directory) {
    List<String> command = java();
    command.add(main.getName());
    command.addAll(arguments);
    return start(main.getSimpleName(), command, Map.of(), directory);
  }

  /** Waits until something is so. Fails if the process ends first or it takes too long. */
  void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("%s ended before %s:%n%s".formatted(name, what, said()));
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("%s: waited in vain until %s:%n%s".formatted(name, what, said()));
      }
    }
  }

  /**
   * Sends SIGTERM and nothing else: {@link Process#destroy} would close the standard input too, by
   * which the child tells that its parent is gone.
   */
  void requestStop() {
    process.toHandle().destroy();
  }

  /** Waits for the end and returns the exit status. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("%s does not end:%n%s".formatted(name, said()));
    }
    return process.exitValue();
  }

  /** Everything that the process has said so far. */
  String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills the process if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private static boolean configuresServices(String variable) {
    return SERVICES.stream().anyMatch(variable::startsWith);
  }

  private static List<String> java() {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xmx512m",
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path")));
  }

  private static ChildProcess start(
      String name, List<String> command, Map<String, String> environment, Path directory) {
    try {
      Path log = Files.createTempFile(directory, name + "-", ".log");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.directory(directory.toFile());
      builder.redirectErrorStream(true);
      builder.redirectOutput(log.toFile());
      builder.environment().keySet().removeIf(ChildProcess::configuresServices);
      builder.environment().put("HOME", directory.toString());
      builder.environment().put("OMP_NUM_THREADS", "1");
      builder.environment().putAll(environment);
      return new ChildProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
