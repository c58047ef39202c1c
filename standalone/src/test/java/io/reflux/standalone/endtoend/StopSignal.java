package io.reflux.standalone.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Signals by which a person stops a program.
 *
 * <p>Ctrl-C is {@code INT}. A shell that starts a command in the background of a script makes it
 * and all its children ignore that one, and no child can undo it; a build that runs so is stopped
 * by {@code TERM}.
 */
enum StopSignal {
  INT(2),
  TERM(15);

  private static final int SIGNALLED = 128;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String IGNORED = "SigIgn:";
  private static final int HEXADECIMAL = 16;

  private final int number;

  StopSignal(int number) {
    this.number = number;
  }

  /** The nearest to Ctrl-C that children of this process can hear. */
  static StopSignal audible() throws IOException {
    return INT.ignored() ? TERM : INT;
  }

  /** The exit status by which shells tell of an end by this signal. */
  int status() {
    return SIGNALLED + number;
  }

  /** Sends the signal. */
  void send(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name(), Long.toString(process.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  private boolean ignored() throws IOException {
    if (!Files.exists(STATUS)) {
      return false;
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(IGNORED))
        .map(line -> line.substring(IGNORED.length()).strip())
        .mapToLong(mask -> Long.parseUnsignedLong(mask, HEXADECIMAL))
        .anyMatch(mask -> (mask >> (number - 1) & 1) == 1);
  }
}
