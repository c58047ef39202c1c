package io.reflux.benchmarks.sidebyside;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The largest resident memory of this process since the last reset, as Linux counts it. */
final class PeakMemory {

  private static final Path RESET = Path.of("/proc/self/clear_refs");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private PeakMemory() {}

  static void reset() throws IOException {
    Files.write(RESET, "5".getBytes(US_ASCII));
  }

  static long mebibytes() throws IOException {
    return Files.readAllLines(STATUS).stream()
            .filter(line -> line.startsWith(PEAK))
            .mapToLong(line -> Long.parseLong(line.substring(PEAK.length()).replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024;
  }
}
