package io.reflux.standalone.cli;

import io.reflux.standalone.embedded.EmbeddedServices;
import io.reflux.standalone.terminal.ProgressDisplay;
import io.reflux.standalone.terminal.TerminalTraits;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the commands work with.
 *
 * @param out for results, which scripts may read
 * @param err for everything else that is said to people
 * @param traits what the terminal can do
 * @param environment the variables of the process
 * @param logs where the log goes
 * @param services how the services of this process are made
 */
record Session(
    PrintStream out,
    PrintStream err,
    TerminalTraits traits,
    Map<String, String> environment,
    LogFile logs,
    EmbeddedServices services) {

  Session {
    environment = Map.copyOf(environment);
  }

  /** Prints a result. */
  void print(List<String> lines) {
    lines.forEach(line -> out.println(traits.printable(line)));
    out.flush();
  }

  /** Says something in passing. */
  void say(String text) {
    err.println(traits.printable(text));
    err.flush();
  }

  /** A display of progress; errors in the log are told above it as long as it is open. */
  ProgressDisplay display() {
    ProgressDisplay display = traits.display(err);
    logs.tellErrorsTo(display::say);
    return display;
  }

  /** The directory for things that can be made again: {@code XDG_CACHE_HOME} or its default. */
  Path cacheDirectory() {
    String home = environment.getOrDefault("HOME", System.getProperty("java.io.tmpdir"));
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path root = caches.isEmpty() ? Path.of(home, ".cache") : Path.of(caches);
    return root.resolve("reflux");
  }
}
