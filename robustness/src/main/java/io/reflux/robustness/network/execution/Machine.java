package io.reflux.robustness.network.execution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/**
 * What native code has to fit.
 *
 * @param platform the operating system and architecture in JavaCPP's spelling, such as {@code
 *     linux-x86_64}
 * @param avx2 whether the processor has AVX2; taken for granted where it cannot be told
 */
record Machine(String platform, boolean avx2) {

  private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

  /** The machine that this process runs on. */
  static Machine here() {
    return new Machine(Loader.Detector.getPlatform(), avx2(processors()));
  }

  /** Whether the lines of {@code /proc/cpuinfo} tell of AVX2, or tell nothing. */
  static boolean avx2(List<String> processors) {
    return processors.stream()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .map(line -> Arrays.asList(line.split("\\s+", -1)).contains("avx2"))
        .orElse(true);
  }

  private static List<String> processors() {
    try {
      return Files.isReadable(LINUX_PROCESSORS) ? Files.readAllLines(LINUX_PROCESSORS) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
