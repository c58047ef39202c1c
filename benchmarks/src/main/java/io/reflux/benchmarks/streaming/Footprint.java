package io.reflux.benchmarks.streaming;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the evaluator takes of the machine, in bytes.
 *
 * @param state the files of its stores
 * @param changelogs the broker's files of its internal topics
 * @param heap objects of the whole process, broker and clients included, after a collection
 * @param resident memory of the whole process
 */
record Footprint(long state, long changelogs, long heap, long resident) {

  private static final Path PROCESS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  /** Indexes of a log are files of their full size with almost nothing in them. */
  private static final String PREALLOCATED = "index";

  private static final String DELETED = "-delete";
  private static final int KIBIBYTE = 1024;

  static Footprint of(Platform platform) throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return new Footprint(
        size(platform.stateDirectory(), path -> true),
        size(platform.brokerDirectory(), Footprint::internalTopic),
        runtime.totalMemory() - runtime.freeMemory(),
        residentNow());
  }

  /** The directory of a deleted topic stays for a minute, under another name. */
  private static boolean internalTopic(Path path) {
    String text = path.toString();
    return text.contains(EvaluatorContestant.GROUP + "-") && !text.contains(DELETED);
  }

  private static long size(Path directory, Predicate<Path> which) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(which)
          .filter(path -> !path.toString().endsWith(PREALLOCATED))
          .map(Path::toFile)
          .filter(File::isFile)
          .mapToLong(File::length)
          .sum();
    }
  }

  private static long residentNow() throws IOException {
    if (!Files.exists(PROCESS)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(PROCESS)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE)
          .findFirst()
          .orElse(0);
    }
  }
}
