package io.reflux.benchmarks.streaming;

import io.reflux.schemas.avro.AttackPlan;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.topic.AttackKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Experiments and the outcomes of their attacks, as a real run has them: each experiment has some
 * models under some attacks, each attack has some samples with nine targets. Workers take shards of
 * ten samples and publish a shard's outcomes one after the other, several workers at a time, each
 * at another attack. The same parameters give the same records but for their random event ids.
 *
 * @param experiments 1 or more
 * @param models of each experiment, 1 or more
 * @param attacks on each model, 1 or more
 * @param samples of each attack, a multiple of ten
 * @param workers attacks that go on at the same time, a divisor of the number of all attacks
 */
record Workload(int experiments, int models, int attacks, int samples, int workers) {

  static final int TARGETS = 9;

  private static final int SHARD_SAMPLES = 10;
  private static final int SHARD_OUTCOMES = SHARD_SAMPLES * TARGETS;

  Workload {
    if (samples < SHARD_SAMPLES || samples % SHARD_SAMPLES != 0) {
      throw new IllegalArgumentException("samples must be a multiple of 10, was " + samples);
    }
    if (workers < 1 || experiments * models * attacks % workers != 0) {
      throw new IllegalArgumentException(
          "workers must divide the %d attacks, was %d"
              .formatted(experiments * models * attacks, workers));
    }
  }

  /** Six models under four attacks of 900 pairs: 21,600 outcomes for each experiment. */
  static Workload ofExperiments(int experiments) {
    return new Workload(experiments, 6, 4, 100, 4);
  }

  /** The same with another number of models in each experiment. */
  Workload withModels(int count) {
    return new Workload(experiments, count, attacks, samples, workers);
  }

  /** The number of all outcomes. */
  long outcomes() {
    return (long) pairs() * experiments * models * attacks;
  }

  /** The number of outcomes of one attack. */
  int pairs() {
    return samples * TARGETS;
  }

  /** The plan of every experiment. */
  List<ExperimentPlan> plans() {
    List<ExperimentPlan> plans = new ArrayList<>();
    for (int experiment = 0; experiment < experiments; experiment++) {
      plans.add(WorkloadRecords.plan(this, experiment));
    }
    return plans;
  }

  /** The announcement of every attack. */
  List<AttackPlan> attackPlans() {
    return attackKeys().stream().map(key -> WorkloadRecords.attackPlan(key, pairs())).toList();
  }

  /** Every model under every attack, experiment by experiment. */
  List<AttackKey> attackKeys() {
    List<AttackKey> keys = new ArrayList<>();
    for (int experiment = 0; experiment < experiments; experiment++) {
      for (int model = 0; model < models; model++) {
        for (int attack = 0; attack < attacks; attack++) {
          keys.add(
              new AttackKey(
                  WorkloadRecords.modelId(experiment, model), WorkloadRecords.attackId(attack)));
        }
      }
    }
    return keys;
  }

  /** All pairs in the order in which their outcomes are published. */
  Iterator<Pair> pairsInOrder() {
    return new Pairs(attackKeys());
  }

  /**
   * One pair.
   *
   * @param attack model and attack
   * @param sample its place among the samples
   * @param place its place among the targets, in [0, {@link #TARGETS})
   */
  record Pair(AttackKey attack, int sample, int place) {}

  private final class Pairs implements Iterator<Pair> {

    private final List<AttackKey> keys;
    private long next;

    Pairs(List<AttackKey> keys) {
      this.keys = keys;
    }

    @Override
    public boolean hasNext() {
      return next < outcomes();
    }

    @Override
    public Pair next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all outcomes are told");
      }
      long group = next / ((long) workers * pairs());
      int inGroup = (int) (next % ((long) workers * pairs()));
      int shard = inGroup / (workers * SHARD_OUTCOMES);
      int inShard = inGroup % (workers * SHARD_OUTCOMES);
      int pair = shard * SHARD_OUTCOMES + inShard / workers;
      AttackKey key = keys.get((int) (group * workers + inShard % workers));
      next++;
      return new Pair(key, pair / TARGETS, pair % TARGETS);
    }
  }
}
