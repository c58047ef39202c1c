package io.reflux.benchmarks.streaming;

import io.reflux.evaluator.EvaluatorService;
import io.reflux.runtime.settings.ProcessingGuarantee;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The time from the publication of an outcome to the event that has its effect, under a steady load
 * and with the defaults of an ordinary run. Publication is the call that hands the record to the
 * producer; arrival is the moment when a client of {@code /api/stream} has read the event.
 */
@Command(
    name = "streaming.Latency",
    mixinStandardHelpOptions = true,
    description = "Time from an outcome's publication to the event that a browser sees.")
public final class Latency implements Callable<Integer> {

  private static final long PATIENCE_SECONDS = 60;

  private final PrintStream out = System.out;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      description = "Outcomes per second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "How long to measure. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "Seconds before that. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--guarantee",
      defaultValue = "EXACTLY_ONCE_V2",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private ProcessingGuarantee guarantee = ProcessingGuarantee.EXACTLY_ONCE_V2;

  /** Runs the program. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Latency())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    int count = rate * (warmUp + seconds);
    Workload whole = Workload.ofExperiments(1);
    Workload workload = Workload.ofExperiments(Math.toIntExact(1 + (count - 1) / whole.outcomes()));
    try (Platform platform = Platform.start();
        WorkloadPublisher publisher = new WorkloadPublisher(platform)) {
      publisher.prepare(workload);
      try (EvaluatorService evaluator = EvaluatorContestant.run(platform, guarantee)) {
        Readiness.await(evaluator);
        Journeys journeys =
            new Journeys(workload.attackKeys(), workload.pairs(), count, rate * warmUp);
        try (EventReader events =
            EventReader.open(evaluator.uri().resolve("/api/stream"), journeys::take)) {
          publish(workload, publisher, journeys, count);
          if (!journeys.all().await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                "%d outcomes never arrived, with %d events"
                    .formatted(journeys.all().getCount(), events.events()));
          }
        }
        print(journeys.milliseconds(), workload);
      }
    }
    return 0;
  }

  private void publish(Workload workload, WorkloadPublisher publisher, Journeys journeys, int count)
      throws InterruptedException {
    Iterator<Workload.Pair> pairs = workload.pairsInOrder();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      long due = start + i * 1_000_000_000L / rate;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      Workload.Pair pair = pairs.next();
      journeys.begin(pair);
      publisher.publish(pair);
    }
    publisher.flush();
  }

  private void print(double[] milliseconds, Workload workload) {
    out.printf(
        Locale.ROOT,
        "%,d outcomes at %,d/s, %d attacks at a time, %s%n",
        milliseconds.length,
        rate,
        workload.workers(),
        guarantee.streamsValue());
    out.printf("%-32s %8s %8s %8s %8s%n", "", "median", "p95", "p99", "max");
    out.printf(
        Locale.ROOT,
        "%-32s %8.0f %8.0f %8.0f %8.0f%n",
        "outcome to event, milliseconds",
        at(milliseconds, 0.5),
        at(milliseconds, 0.95),
        at(milliseconds, 0.99),
        at(milliseconds, 1));
  }

  private static double at(double[] ascending, double share) {
    return ascending[Math.max(0, (int) Math.ceil(share * ascending.length) - 1)];
  }
}
