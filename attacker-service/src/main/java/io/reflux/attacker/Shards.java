package io.reflux.attacker;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How the samples of an attack are cut into jobs: as few jobs as the largest size allows, all of
 * the same size but for one sample. Depends on nothing else, so that every planner cuts alike
 * however many workers there are.
 *
 * <p>Small jobs leave the network's chunks half empty: a job's rows are finished one by one, and
 * its last rows run alone. Large ones let workers wait for each other at the end. Measured by
 * {@code benchmarks/run crafting.ShardSizes}.
 *
 * @param largest the most samples in a job, at least 1
 */
public record Shards(int largest) {

  /** Checks the range. */
  public Shards {
    if (largest < 1) {
      throw new IllegalArgumentException("largest must be >= 1, was " + largest);
    }
  }

  /** How many jobs there are. */
  public int count(int samples) {
    return (samples + largest - 1) / largest;
  }

  /** The samples of each job, in the order in which the jobs are queued; they add up. */
  public List<Integer> sizes(int samples) {
    int count = count(samples);
    return IntStream.range(0, count)
        .mapToObj(shard -> end(shard, count, samples) - end(shard - 1, count, samples))
        .toList();
  }

  private static int end(int shard, int count, int samples) {
    return (int) ((long) (shard + 1) * samples / count);
  }
}
