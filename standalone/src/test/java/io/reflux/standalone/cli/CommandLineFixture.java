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
final class CommandLineFixture {

  private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
  private final Session session;

  CommandLineFixture(Path home, EmbeddedServices services) {
    PrintStream err = new PrintStream(errBytes, true, UTF_8);
    session =
        new Session(
            new PrintStream(outBytes, true, UTF_8),
            err,
            new TerminalTraits(false, true, 80),
            Map.of("HOME", home.toString()),
            new LogFile(new LoggerContext(), err::println),
            services);
  }

  /** A fixture whose services must not be asked for. */
  static CommandLineFixture withoutServices(Path home) {
    return new CommandLineFixture(
        home,
        environment -> {
          throw new IllegalStateException("no services here");
        });
  }

  /** Executes a command line and returns the exit status. */
  int execute(String... arguments) {
    return Reflux.commandLine(session).execute(arguments);
  }

  String out() {
    return outBytes.toString(UTF_8);
  }

  String err() {
    return errBytes.toString(UTF_8);
  }
}
