package io.reflux.benchmarks.streaming;

import io.reflux.benchmarks.Spread;
import io.reflux.runtime.settings.ProcessingGuarantee;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Outcomes per second of the evaluator beside a bare count of the same records.
 *
 * <p>All outcomes are in the topic before anything starts. Evaluator and count take turns, each
 * without state; the first turn of each is a warm-up. The clock of a turn runs from the commit
 * after a tenth of the outcomes to the last commit, and for the evaluator until the last report is
 * there, so that neither starting nor joining the group counts.
 */
@Command(
    name = "streaming.Throughput",
    mixinStandardHelpOptions = true,
    description = "Outcomes per second of the evaluator, beside a bare count in Kafka Streams.")
public final class Throughput implements Callable<Integer> {

  private static final double LEFT_OUT = 0.1;

  private final PrintStream out = System.out;

  @Option(
      names = "--experiments",
      defaultValue = "10",
      description = "Experiments that share the outcomes. Default: ${DEFAULT-VALUE}.")
  private int experiments;

  @Option(
      names = "--models",
      defaultValue = "6",
      description = "Models of each, with 3,600 outcomes each. Default: ${DEFAULT-VALUE}.")
  private int models;

  @Option(
      names = "--repeats",
      defaultValue = "3",
      description = "Measured turns of each. Default: ${DEFAULT-VALUE}.")
  private int repeats;

  @Option(
      names = "--guarantee",
      split = ",",
      defaultValue = "EXACTLY_ONCE_V2,AT_LEAST_ONCE",
      description = "Guarantees to measure: ${COMPLETION-CANDIDATES}.")
  private List<ProcessingGuarantee> guarantees = List.of();

  /** Runs the program. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Throughput())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Workload workload = Workload.ofExperiments(experiments).withModels(models);
    try (Platform platform = Platform.start()) {
      try (WorkloadPublisher publisher = new WorkloadPublisher(platform)) {
        publisher.prepare(workload);
        publisher.publish(workload.pairsInOrder(), workload.outcomes());
      }
      out.printf(
          Locale.ROOT,
          "%,d outcomes of %d attacks in %d experiments%n",
          workload.outcomes(),
          workload.attackKeys().size(),
          experiments);
      Contestant evaluator = new EvaluatorContestant(platform, workload);
      Contestant count = new CountContestant(platform, workload);
      Map<ProcessingGuarantee, Turns> results = new EnumMap<>(ProcessingGuarantee.class);
      for (ProcessingGuarantee guarantee : guarantees) {
        results.put(guarantee, turns(platform, workload, List.of(evaluator, count), guarantee));
      }
      results.forEach(this::print);
    }
    return 0;
  }

  private Turns turns(
      Platform platform,
      Workload workload,
      List<Contestant> contestants,
      ProcessingGuarantee guarantee)
      throws Exception {
    Turns turns = new Turns(new ArrayList<>(), new ArrayList<>());
    for (int repeat = 0; repeat <= repeats; repeat++) {
      double evaluator = turn(platform, workload, contestants.get(0), guarantee);
      double count = turn(platform, workload, contestants.get(1), guarantee);
      out.printf(
          Locale.ROOT,
          "%s %s: evaluator %,.0f/s, bare count %,.0f/s, ratio %.2f%n",
          guarantee.streamsValue(),
          repeat == 0 ? "warm-up" : "turn " + repeat,
          evaluator,
          count,
          evaluator / count);
      if (repeat > 0) {
        turns.evaluator().add(evaluator);
        turns.count().add(count);
      }
    }
    return turns;
  }

  private static double turn(
      Platform platform, Workload workload, Contestant contestant, ProcessingGuarantee guarantee)
      throws Exception {
    GroupProgress progress = new GroupProgress(platform.admin(), contestant.group());
    double rate;
    try (Contestant.Running running = contestant.start(guarantee)) {
      GroupProgress.Mark begin = progress.await((long) (workload.outcomes() * LEFT_OUT));
      rate = progress.await(workload.outcomes(), running::done).rateSince(begin);
    }
    contestant.finish();
    return rate;
  }

  private void print(ProcessingGuarantee guarantee, Turns turns) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < turns.evaluator().size(); i++) {
      ratios.add(turns.evaluator().get(i) / turns.count().get(i));
    }
    out.printf("%n%-24s %9s %9s %9s%n", guarantee.streamsValue(), "min", "median", "max");
    out.printf(
        "%-24s %s%n", "evaluator, outcomes/s", Spread.of(turns.evaluator()).format("%,9.0f"));
    out.printf("%-24s %s%n", "bare count, outcomes/s", Spread.of(turns.count()).format("%,9.0f"));
    out.printf("%-24s %s%n", "evaluator / bare count", Spread.of(ratios).format("%9.2f"));
  }

  /** Outcomes per second, turn by turn. */
  private record Turns(List<Double> evaluator, List<Double> count) {}
}
