package io.reflux.benchmarks.crosscheck;

import io.reflux.benchmarks.sidebyside.Prepared;
import io.reflux.robustness.attack.Attack;
import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import io.reflux.robustness.threat.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs projected gradient descent and Carlini and Wagner's L2 attack in both implementations on the
 * same weights and samples, and compares success and distance. Ends with 1 if they are further
 * apart than the tolerances.
 */
@Command(
    name = "crosscheck.AgainstTorch",
    mixinStandardHelpOptions = true,
    description = "Compares Reflux's PGD and C&W L2 with an implementation in PyTorch.")
public final class AgainstTorch implements Callable<Integer> {

  private static final double SUCCESS_POINTS = 2;
  private static final double DISTANCE_PERCENT = 5;
  private static final int CLASSES = 10;
  private static final List<String> PGD = List.of("pgd", "--loss", "log-odds", "--return", "first");

  @Parameters(description = "Directory that benchmarks/side-by-side has prepared.")
  private Path prepared = Path.of("");

  @Option(names = "--pgd-images", defaultValue = "200", description = "For PGD (${DEFAULT-VALUE}).")
  private int pgdImages;

  @Option(
      names = "--cw-images",
      defaultValue = "20",
      description = "For C&W, each with 9 targets (${DEFAULT-VALUE}).")
  private int cwImages;

  @Option(names = "--python", defaultValue = "python3", description = "(${DEFAULT-VALUE})")
  private String python = "";

  /** Runs the program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new AgainstTorch()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    System.out.println(
        "attack                          rows   success          mean L2          seconds");
    System.out.println(
        "                                     ours   torch     ours   torch     ours   torch");
    AttackSpec pgd = AttackSpec.of(AttackMode.BIM, 0.3).with("stepSize", 0.01);
    AttackSpec l2 = AttackSpec.of(AttackMode.CW_L2, Double.POSITIVE_INFINITY);
    boolean agree = compare(pgd, pgdImages, PGD);
    agree &= compare(pgd.withGoal(Goal.TARGETED), cwImages, PGD);
    agree &=
        compare(l2, cwImages, List.of("cw", "--rate", String.valueOf(l2.real("learningRate"))));
    System.out.println(
        agree
            ? "within %.0f points of success and %.0f %% of distance"
                .formatted(SUCCESS_POINTS, DISTANCE_PERCENT)
            : "FURTHER APART than %.0f points of success or %.0f %% of distance"
                .formatted(SUCCESS_POINTS, DISTANCE_PERCENT));
    return agree ? 0 : 1;
  }

  private boolean compare(AttackSpec spec, int images, List<String> torch)
      throws IOException, InterruptedException {
    ReferenceResult reference = reference(spec, images, torch);
    long begin = System.nanoTime();
    List<AttackOutcome> outcomes = outcomes(spec, images);
    double seconds = (System.nanoTime() - begin) * 1e-9;
    double ours = percent(outcomes.stream().filter(AttackOutcome::success).count(), outcomes);
    double theirs = percent(reference.successes(), reference.rows());
    double distance =
        outcomes.stream()
            .filter(AttackOutcome::success)
            .mapToDouble(AttackOutcome::l2)
            .average()
            .orElse(Double.NaN);
    double other =
        reference.rows().stream()
            .filter(ReferenceOutcome::success)
            .mapToDouble(ReferenceOutcome::l2)
            .average()
            .orElse(Double.NaN);
    System.out.printf(
        Locale.ROOT,
        "%-18s %-11s %5d %6.1f %% %5.1f %% %7.3f %7.3f %8.1f %7.1f%n",
        spec.mode().label(),
        spec.goal().label(),
        outcomes.size(),
        ours,
        theirs,
        distance,
        other,
        seconds,
        reference.seconds());
    return Math.abs(ours - theirs) <= SUCCESS_POINTS
        && Math.abs(distance / other - 1) <= DISTANCE_PERCENT / 100;
  }

  private List<AttackOutcome> outcomes(AttackSpec spec, int images) throws IOException {
    Prepared files = new Prepared(prepared);
    Checkpoint model = files.model("mnist");
    int[] first = IntStream.range(0, images).toArray();
    AttackBatch batch =
        AttackBatch.of(
            spec.goal(),
            files.images().select(first),
            Arrays.copyOf(files.indices(), images),
            Arrays.copyOf(files.labels(), images),
            CLASSES);
    try (Compute compute = Compute.ofAllProcessors()) {
      return Attack.of(spec)
          .run(
              new ConvolutionalNetwork(model.structure(), model.state().parameters(), compute),
              batch)
          .outcomes();
    }
  }

  private ReferenceResult reference(AttackSpec spec, int images, List<String> torch)
      throws IOException, InterruptedException {
    Path result = Files.createTempFile(prepared, "torch-", ".json");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(python, "benchmarks/torch_attacks.py", torch.get(0)));
    command.addAll(List.of(prepared.toString(), result.toString()));
    command.addAll(torch.subList(1, torch.size()));
    command.addAll(List.of("--samples", String.valueOf(images), "--rows"));
    command.add(spec.goal() == Goal.TARGETED ? "all-targets" : "untargeted");
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getInputStream().transferTo(System.err);
    if (process.waitFor() != 0) {
      throw new IOException("torch_attacks.py failed: " + String.join(" ", command));
    }
    try {
      return new ReferenceDirectory(prepared).result(result.getFileName().toString());
    } finally {
      Files.delete(result);
    }
  }

  private static double percent(long successes, List<?> rows) {
    return 100.0 * successes / rows.size();
  }
}
