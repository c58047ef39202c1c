package io.reflux.standalone.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.LoggerContext;
import io.reflux.standalone.embedded.EmbeddedServices;
import io.reflux.standalone.terminal.TerminalTraits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** Runs commands as the program does, with what they print in memory and a logging system apart. */
public final class CommandLineFixture {

  private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
  private final Session session;

  /** A fixture with an environment that names nothing but a home. */
  public CommandLineFixture(Path home, EmbeddedServices services) {
    this(Map.of("HOME", home.toString()), services);
  }

  /** A fixture with an environment. */
  public CommandLineFixture(Map<String, String> environment, EmbeddedServices services) {
    PrintStream err = new PrintStream(errBytes, true, UTF_8);
    session =
        new Session(
            new PrintStream(outBytes, true, UTF_8),
            err,
            new TerminalTraits(false, true, 80),
            environment,
            new LogFile(new LoggerContext(), err::println),
            services);
  }

  /** A fixture whose services must not be asked for. */
  public static CommandLineFixture withoutServices(Path home) {
    return new CommandLineFixture(
        home,
        environment -> {
          throw new IllegalStateException("no services here");
        });
  }

  /** The services as {@code reflux run} starts them. */
  public static EmbeddedServices servicesOfThisBuild() {
    return Reflux.servicesOfThisBuild(line -> {});
  }

  /** Executes a command line and returns the exit status. */
  public int execute(String... arguments) {
    return Reflux.commandLine(session).execute(arguments);
  }

  /** What was printed as a result. */
  public String out() {
    return outBytes.toString(UTF_8);
  }

  /** What was said to people. */
  public String err() {
    return errBytes.toString(UTF_8);
  }
}
