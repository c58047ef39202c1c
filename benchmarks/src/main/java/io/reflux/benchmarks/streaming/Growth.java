package io.reflux.benchmarks.streaming;

import io.reflux.benchmarks.Spread;
import io.reflux.evaluator.EvaluatorService;
import io.reflux.runtime.settings.ProcessingGuarantee;
import io.reflux.schemas.avro.RobustnessScore;
import io.reflux.schemas.topic.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.serialization.Deserializer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Outcomes per second and size of the evaluator with more and more outcomes stored. At each size
 * the evaluator stops, some more outcomes are put into the topic, and it starts again on its state:
 * how long until it is ready, and how fast it goes through them from the commit after a tenth to
 * the last one. After the last measurement it also starts without its state, which it must then
 * read from Kafka.
 */
@Command(
    name = "streaming.Growth",
    mixinStandardHelpOptions = true,
    description = "Outcomes per second and size of the evaluator as its state grows.")
public final class Growth implements Callable<Integer> {

  private static final double LEFT_OUT = 0.1;
  private static final long WARM_UP = 200_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double MEBIBYTE = 1024 * 1024;

  private final PrintStream out = System.out;

  @Option(
      names = "--sizes",
      split = ",",
      defaultValue = "10000,100000,1000000",
      description = "Outcomes stored before each measurement. Default: ${DEFAULT-VALUE}.")
  private List<Long> sizes = List.of();

  @Option(
      names = "--probe",
      defaultValue = "64800",
      description = "Outcomes of a measurement. Default: ${DEFAULT-VALUE}.")
  private long probe;

  @Option(
      names = "--repeats",
      defaultValue = "3",
      description = "Measurements at each size. Default: ${DEFAULT-VALUE}.")
  private int repeats;

  /** Runs the program. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Growth()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    long most = sizes.stream().max(Comparator.naturalOrder()).orElseThrow();
    long all = most + probe * repeats * sizes.size();
    Workload one = Workload.ofExperiments(1);
    Workload workload = Workload.ofExperiments(Math.toIntExact(1 + (all - 1) / one.outcomes()));
    try (Platform platform = Platform.start();
        WorkloadPublisher publisher = new WorkloadPublisher(platform)) {
      publisher.prepare(workload);
      warmUp(platform, publisher, workload);
      Run run = new Run(platform, publisher, workload.pairsInOrder());
      out.printf(
          "%9s %8s %8s %27s %9s %9s %9s %9s %9s%n",
          "stored",
          "ready, s",
          "anew, s",
          "outcomes/s min median max",
          "state",
          "topics",
          "heap",
          "RSS",
          "B/outcome");
      for (long size : sizes) {
        run.fill(size);
        measure(run);
      }
      run.check();
    }
    return 0;
  }

  /** Another evaluator goes first, so that the smallest size is not that of a cold machine. */
  private static void warmUp(Platform platform, WorkloadPublisher publisher, Workload workload)
      throws IOException, InterruptedException {
    new Run(platform, publisher, workload.pairsInOrder()).fill(WARM_UP);
    platform.forget(EvaluatorContestant.GROUP);
    platform.empty(
        List.of(Topics.ATTACK_OUTCOMES, Topics.ROBUSTNESS_SCORES, Topics.ROBUSTNESS_REPORTS));
  }

  private void measure(Run run) throws Exception {
    long stored = run.published;
    List<Run.Probe> probes = new ArrayList<>();
    for (int repeat = 0; repeat < repeats; repeat++) {
      probes.add(run.probe(probe, LEFT_OUT));
    }
    Footprint last = probes.get(probes.size() - 1).footprint();
    out.printf(
        Locale.ROOT,
        "%,9d %8.2f %8.2f   %s %6.0f MB %6.0f MB %6.0f MB %6.0f MB %9.0f%n",
        stored,
        Spread.of(probes.stream().map(Run.Probe::ready).toList()).median(),
        run.anew(),
        Spread.of(probes.stream().map(Run.Probe::rate).toList()).format("%,7.0f"),
        last.state() / MEBIBYTE,
        last.changelogs() / MEBIBYTE,
        last.heap() / MEBIBYTE,
        last.resident() / MEBIBYTE,
        (double) last.state() / run.published);
  }

  /** One evaluator's life, from its first outcome on. */
  private static final class Run {

    private final Platform platform;
    private final WorkloadPublisher publisher;
    private final Iterator<Workload.Pair> pairs;
    private final GroupProgress progress;
    private long published;

    Run(Platform platform, WorkloadPublisher publisher, Iterator<Workload.Pair> pairs) {
      this.platform = platform;
      this.publisher = publisher;
      this.pairs = pairs;
      this.progress = new GroupProgress(platform.admin(), EvaluatorContestant.GROUP);
    }

    /** What one measurement gave. */
    record Probe(double ready, double rate, Footprint footprint) {}

    /** Publishes until there are so many, and waits until all are counted. */
    void fill(long size) throws InterruptedException {
      publish(size - published);
      try (EvaluatorService evaluator = start()) {
        Readiness.await(evaluator);
        progress.await(published);
      }
    }

    Probe probe(long outcomes, double leftOut) throws Exception {
      long before = published;
      publish(outcomes);
      long begin = System.nanoTime();
      try (EvaluatorService evaluator = start()) {
        Readiness.await(evaluator);
        double ready = (System.nanoTime() - begin) / 1e9;
        GroupProgress.Mark mark = progress.await(before + (long) (outcomes * leftOut));
        double rate = progress.await(published).rateSince(mark);
        return new Probe(ready, rate, Footprint.of(platform));
      }
    }

    /** How long until an evaluator is ready that has lost its state. */
    double anew() throws IOException, InterruptedException {
      platform.deleteState();
      long begin = System.nanoTime();
      try (EvaluatorService evaluator = start()) {
        Readiness.await(evaluator);
        return (System.nanoTime() - begin) / 1e9;
      }
    }

    /** Checks that after all of this every outcome counts once. */
    void check() throws InterruptedException {
      Map<String, Long> counted = new HashMap<>();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      try (EvaluatorService evaluator = start();
          TopicReader scores = new TopicReader(platform, Topics.ROBUSTNESS_SCORES.name(), 1);
          Deserializer<RobustnessScore> values =
              Topics.ROBUSTNESS_SCORES.valueSerde(platform.registry()).deserializer()) {
        Readiness.await(evaluator);
        while (counted.values().stream().mapToLong(Long::longValue).sum() != published) {
          scores.readAll(
              record ->
                  counted.put(
                      record.key(),
                      values.deserialize(record.topic(), record.value()).getAttempted()));
          if (System.nanoTime() > deadline) {
            throw new IllegalStateException(
                "scores must count %d outcomes, counted %s".formatted(published, counted));
          }
        }
      }
    }

    private EvaluatorService start() {
      return EvaluatorContestant.run(platform, ProcessingGuarantee.EXACTLY_ONCE_V2);
    }

    private void publish(long outcomes) throws InterruptedException {
      publisher.publish(pairs, outcomes);
      published += Math.max(0, outcomes);
    }
  }
}
