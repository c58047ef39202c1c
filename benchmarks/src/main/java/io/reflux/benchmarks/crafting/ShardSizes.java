package io.reflux.benchmarks.crafting;

import io.reflux.benchmarks.Spread;
import io.reflux.robustness.attack.Attack;
import io.reflux.robustness.attack.spec.AttackSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times one attack on the victim, cut into jobs in several ways and placed in several ways. The
 * rounds of all combinations alternate, so that a slow minute of the machine falls on all of them.
 */
@Command(name = "benchmarks/run crafting.ShardSizes", mixinStandardHelpOptions = true)
final class ShardSizes implements Callable<Integer> {

  @Option(
      names = "--cuts",
      split = ",",
      defaultValue = "5,10,20,50,50:4:5",
      description = "SAMPLES for jobs of one size, or LARGEST:SHARE:SMALLEST (${DEFAULT-VALUE}).")
  private List<String> cuts = List.of();

  @Option(
      names = "--placements",
      split = ",",
      defaultValue = "1x2x1,1x2x2,2x1x1",
      description = "PROCESSESxTHREADSxJOBS (${DEFAULT-VALUE}).")
  private List<String> placements = List.of();

  @Option(names = "--samples", defaultValue = "100", description = "Images (${DEFAULT-VALUE}).")
  private int samples;

  @Option(names = "--rounds", defaultValue = "3", description = "Rounds (${DEFAULT-VALUE}).")
  private int rounds;

  @Option(names = "--mode", defaultValue = "jsma-f-log", description = "Attack (${DEFAULT-VALUE}).")
  private String mode = "";

  /** Runs the program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ShardSizes()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Attack attack = Attack.of(AttackSpec.of(mode, 1, AttackSpec.PAPER_MAX_FEATURES));
    CutAttack whole = new CutAttack(Victim.load(), attack, samples);
    whole.run(Cut.parse("20").sizes(samples), new Placement(1, 2, 1));
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    Map<Integer, Integer> outcomes = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (String placement : placements) {
        for (String cut : cuts) {
          CutAttack.Timing timing =
              whole.run(Cut.parse(cut).sizes(samples), Placement.parse(placement));
          rates
              .computeIfAbsent("%-8s %-12s".formatted(placement, cut), name -> new ArrayList<>())
              .add(whole.pairs() / timing.seconds());
          outcomes.merge(timing.outcomes(), 1, Integer::sum);
        }
      }
    }
    print(whole.pairs(), rates, outcomes);
    return outcomes.size() == 1 ? 0 : 1;
  }

  private void print(int pairs, Map<String, List<Double>> rates, Map<Integer, Integer> outcomes) {
    System.out.printf("%d pairs, %s, %d rounds; pairs/s%n", pairs, mode, rounds);
    System.out.println("place    cut               min   median      max  jobs");
    rates.forEach(
        (name, values) ->
            System.out.printf(
                "%s %s  %s%n",
                name,
                Spread.of(values).format("%8.1f"),
                jobs(name.substring(name.indexOf(' ')).strip())));
    System.out.println(
        outcomes.size() == 1
            ? "the outcomes of all runs are equal: %08x"
                .formatted(outcomes.keySet().iterator().next())
            : "the outcomes differ: " + outcomes);
  }

  private String jobs(String cut) {
    return Cut.parse(cut).sizes(samples).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }
}
