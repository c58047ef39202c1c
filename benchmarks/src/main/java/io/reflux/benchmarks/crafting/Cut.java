package io.reflux.benchmarks.crafting;

import io.reflux.attacker.Shards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A way to cut samples into jobs that shrink: each takes one part in {@code share} of what is left,
 * within bounds; a remainder below the smallest goes along. With a share of 1 it is how the service
 * cuts.
 *
 * @param largest the most samples in a job
 * @param share one part in this many of what is left
 * @param smallest the fewest samples in a job
 */
record Cut(int largest, int share, int smallest) {

  /** Reads {@code LARGEST} or {@code LARGEST:SHARE:SMALLEST}. */
  static Cut parse(String text) {
    int[] numbers = Arrays.stream(text.split(":", -1)).mapToInt(Integer::parseInt).toArray();
    return numbers.length == 1
        ? new Cut(numbers[0], 1, numbers[0])
        : new Cut(numbers[0], numbers[1], numbers[2]);
  }

  List<Integer> sizes(int samples) {
    return share == 1 ? new Shards(largest).sizes(samples) : shrinking(samples);
  }

  private List<Integer> shrinking(int samples) {
    List<Integer> sizes = new ArrayList<>();
    for (int left = samples; left > 0; left -= sizes.get(sizes.size() - 1)) {
      sizes.add(next(left));
    }
    return List.copyOf(sizes);
  }

  private int next(int left) {
    int part = Math.max(smallest, Math.min(largest, (left + share - 1) / share));
    return left <= largest && left - part < smallest ? left : Math.min(left, part);
  }
}
