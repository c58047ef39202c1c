package io.reflux.benchmarks.crafting;

import io.reflux.robustness.attack.Attack;
import io.reflux.robustness.attack.AttackOutcome;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.data.ImageDataset;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** One attack on the first correctly classified test images, cut into jobs that workers take. */
final class CutAttack {

  private static final int WARM_IMAGES = 200;

  private final Victim victim;
  private final Attack attack;
  private final int[] samples;

  CutAttack(Victim victim, Attack attack, int count) {
    this.victim = victim;
    this.attack = attack;
    this.samples = victim.correct(count);
  }

  int pairs() {
    return samples.length * (victim.data().test().classes() - 1);
  }

  /** How long a run took, and what came out. */
  record Timing(double seconds, int outcomes) {}

  /** Attacks all samples; the outcomes' hash is the same for every cut and placement. */
  Timing run(List<Integer> sizes, Placement placement)
      throws InterruptedException, ExecutionException {
    List<Compute> computes =
        IntStream.range(0, placement.processes())
            .mapToObj(process -> new Compute(placement.threads()))
            .toList();
    ExecutorService workers = Executors.newCachedThreadPool();
    try {
      computes.forEach(this::warm);
      return timed(sizes, placement, computes, workers);
    } finally {
      workers.shutdown();
      computes.forEach(Compute::close);
    }
  }

  private Timing timed(
      List<Integer> sizes, Placement placement, List<Compute> computes, ExecutorService workers)
      throws InterruptedException, ExecutionException {
    Queue<int[]> jobs = new ConcurrentLinkedQueue<>(jobs(sizes));
    AttackOutcome[] outcomes = new AttackOutcome[pairs()];
    long start = System.nanoTime();
    List<Future<?>> running = new ArrayList<>();
    for (Compute compute : computes) {
      for (int job = 0; job < placement.jobs(); job++) {
        running.add(workers.submit(worker(network(compute), jobs, outcomes)));
      }
    }
    for (Future<?> worker : running) {
      worker.get();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Timing(seconds, hash(outcomes));
  }

  /** The same in every JVM, unlike the hash of an enum. */
  private static int hash(AttackOutcome[] outcomes) {
    int hash = 1;
    for (AttackOutcome outcome : outcomes) {
      hash = 31 * hash + Arrays.hashCode(outcome.perturbation().indices());
      hash = 31 * hash + Arrays.hashCode(outcome.perturbation().deltas());
      hash = 31 * hash + Double.hashCode(outcome.log10GradientAmplitude());
      hash = 31 * hash + Float.hashCode(outcome.logitGap());
    }
    return hash;
  }

  private Callable<Void> worker(
      ConvolutionalNetwork network, Queue<int[]> jobs, AttackOutcome[] outcomes) {
    return () -> {
      for (int[] range = jobs.poll(); range != null; range = jobs.poll()) {
        List<AttackOutcome> found =
            attack
                .run(network, batch(Arrays.copyOfRange(samples, range[0], range[1]), network))
                .outcomes();
        int first = range[0] * (network.classes() - 1);
        for (int i = 0; i < found.size(); i++) {
          outcomes[first + i] = found.get(i);
        }
      }
      return null;
    };
  }

  private static List<int[]> jobs(List<Integer> sizes) {
    List<int[]> jobs = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      jobs.add(new int[] {from, from + size});
      from += size;
    }
    return jobs;
  }

  /** Builds the programs of every thread, which a service does once for all its jobs. */
  private void warm(Compute compute) {
    ConvolutionalNetwork network = network(compute);
    network.logits(victim.data().test().pixels(0, compute.threads() * WARM_IMAGES));
  }

  private ConvolutionalNetwork network(Compute compute) {
    return new ConvolutionalNetwork(
        victim.checkpoint().structure(), victim.checkpoint().state().parameters(), compute);
  }

  private AttackBatch batch(int[] chosen, ConvolutionalNetwork network) {
    ImageDataset test = victim.data().test();
    return AttackBatch.allTargets(
        test.pixels(chosen), chosen, test.labels(chosen), network.classes());
  }
}
