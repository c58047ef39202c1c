package io.reflux.benchmarks.suite;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.experiment.ModelRole;
import io.reflux.robustness.network.execution.Compute;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what Reflux measures beside what Papernot et al. and Carlini and Wagner published. */
@Command(
    name = "suite.PublishedNumbers",
    mixinStandardHelpOptions = true,
    description = "The published numbers and ours, on MNIST nets that it trains.")
public final class PublishedNumbers implements Callable<Integer> {

  private static final double ANY = Double.POSITIVE_INFINITY;
  private static final int PAPER_FEATURES = AttackSpec.PAPER_MAX_FEATURES;

  @Mixin private SuiteOptions options = new SuiteOptions();

  @Option(
      names = "--cw-l0-samples",
      defaultValue = "20",
      description = "Images for the slow C&W L0 attack (${DEFAULT-VALUE}).")
  private int cwL0Samples;

  /** Runs the program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PublishedNumbers()).execute(arguments));
  }

  /**
   * One line of the table.
   *
   * @param role which net
   * @param spec which attack
   * @param samples how many images
   * @param published what others published, and what is asked for here
   */
  private record Line(ModelRole role, AttackSpec spec, int samples, String published) {}

  private List<Line> lines() {
    int samples = options.samples();
    AttackSpec paper = AttackSpec.paper();
    AttackSpec log = AttackSpec.of(AttackMode.JSMA_F_LOG, PAPER_FEATURES);
    AttackSpec atT =
        AttackSpec.of(AttackMode.JSMA_T, PAPER_FEATURES).withTemperature(MnistNets.TEMPERATURE);
    AttackSpec l2 = AttackSpec.of(AttackMode.CW_L2, ANY);
    AttackSpec l0 = AttackSpec.of(AttackMode.CW_L0, ANY);
    ModelRole baseline = ModelRole.BASELINE;
    ModelRole student = ModelRole.STUDENT;
    return List.of(
        new Line(baseline, paper, samples, "95.89 %, 31.5 (at least 90 %, 23.5 to 51)"),
        new Line(student, paper, samples, "0.45 % (at most 3 %)"),
        new Line(student, atT, samples, "pairs: none (at least 90 %)"),
        new Line(
            student,
            atT.with("featuresPerStep", 1),
            samples,
            "singles: 96.4 %, 35 (at least 90 %)"),
        new Line(student, log, samples, "none (near the undistilled net's)"),
        new Line(student, l2, samples, "100 %, 2.2 (at least 99 %, 1.6 to 3.0)"),
        new Line(baseline, l2, samples, "100 %, 1.76 (at least 99 %, 1.32 to 2.2)"),
        new Line(student, l0, cwL0Samples, "100 %, 19 (12 to 28)"),
        new Line(baseline, l0, cwL0Samples, "100 %, 16"));
  }

  @Override
  public Integer call() throws IOException {
    try (Compute compute = Compute.ofAllProcessors()) {
      SuiteRuns runs = options.runs(compute);
      System.out.println(
          "model     attack          norm   rows   success   distance  seconds  published"
              + " (asked)");
      for (Line line : lines()) {
        print(line, runs.run(line.role(), line.spec(), line.samples()));
      }
    }
    return 0;
  }

  private static void print(Line line, AttackRun run) {
    System.out.printf(
        Locale.ROOT,
        "%-9s %-15s %-5s %5d %7.2f %% %10.3f %8.1f  %s%n",
        line.role().name().toLowerCase(Locale.ROOT),
        line.spec().mode().label(),
        line.spec().mode().traits().norm().title(),
        run.attempted(),
        run.percent(),
        run.meanDistance(),
        run.seconds(),
        line.published());
  }
}
