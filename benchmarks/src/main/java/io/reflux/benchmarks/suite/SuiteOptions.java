package io.reflux.benchmarks.suite;

import io.reflux.robustness.network.execution.Compute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every program of this package is told. */
final class SuiteOptions {

  @Option(names = "--dataset-dir", required = true, description = "Where the MNIST files lie.")
  private Path images = Path.of("");

  @Option(
      names = "--work-dir",
      defaultValue = "benchmarks/target/suite",
      description = "Nets and results, kept (${DEFAULT-VALUE}).")
  private Path work = Path.of("");

  @Option(
      names = "--epochs",
      defaultValue = "10",
      description = "Of each of the three nets (${DEFAULT-VALUE}).")
  private int epochs;

  @Option(names = "--samples", defaultValue = "100", description = "Images (${DEFAULT-VALUE}).")
  private int samples;

  int samples() {
    return samples;
  }

  /** The nets, trained if they are not there yet, and what was run on them. */
  SuiteRuns runs(Compute compute) throws IOException {
    Path kept = Files.createDirectories(work.resolve("epochs-" + epochs));
    MnistNets nets = new MnistNets(kept, images, epochs, compute);
    return new SuiteRuns(kept, nets.data(), nets.load());
  }
}
