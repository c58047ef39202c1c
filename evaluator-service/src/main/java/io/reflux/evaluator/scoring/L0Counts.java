package io.reflux.evaluator.scoring;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many successes changed that many features. Only numbers of features that occur are held, in
 * two arrays that are never changed: most counts of one attack share theirs with the count before.
 */
public final class L0Counts {

  /** No success. */
  public static final L0Counts NONE = new L0Counts(new int[0], new long[0]);

  private final int[] features;
  private final long[] successes;

  private L0Counts(int[] features, long[] successes) {
    this.features = features;
    this.successes = successes;
  }

  /**
   * One number of features.
   *
   * @param features changed by each of these successes
   * @param successes how many they are, not 0
   */
  public record Entry(int features, long successes) {

    /** Checks that there is something to hold. */
    public Entry {
      if (successes == 0) {
        throw new IllegalArgumentException("successes must not be 0");
      }
    }
  }

  /**
   * Some counts.
   *
   * @throws IllegalArgumentException unless the entries ascend by features without repetition
   */
  public static L0Counts of(Collection<Entry> entries) {
    int[] features = entries.stream().mapToInt(Entry::features).toArray();
    for (int i = 1; i < features.length; i++) {
      if (features[i - 1] >= features[i]) {
        throw new IllegalArgumentException(
            "features must ascend, %d came after %d".formatted(features[i], features[i - 1]));
      }
    }
    return new L0Counts(features, entries.stream().mapToLong(Entry::successes).toArray());
  }

  /** All counts that are not 0, by ascending number of features. */
  public List<Entry> entries() {
    return IntStream.range(0, features.length)
        .mapToObj(i -> new Entry(features[i], successes[i]))
        .toList();
  }

  /** How many numbers of features occur. */
  public int size() {
    return features.length;
  }

  /** The number of features at a place, in [0, {@link #size()}), in ascending order. */
  public int features(int place) {
    return features[place];
  }

  /** How many successes changed that number of features. */
  public long successes(int place) {
    return successes[place];
  }

  /** The largest number of features that some success changed; 0 without any. */
  public int largest() {
    return features.length == 0 ? 0 : features[features.length - 1];
  }

  /** With that many successes more, or fewer. */
  L0Counts plus(int l0, long change) {
    int place = Arrays.binarySearch(features, l0);
    if (place < 0) {
      return change == 0 ? this : inserted(-place - 1, l0, change);
    }
    long sum = Math.addExact(successes[place], change);
    if (sum == 0) {
      return removed(place);
    }
    long[] changed = successes.clone();
    changed[place] = sum;
    return new L0Counts(features, changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof L0Counts counts
        && Arrays.equals(features, counts.features)
        && Arrays.equals(successes, counts.successes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(features) + Arrays.hashCode(successes);
  }

  @Override
  public String toString() {
    return entries().toString();
  }

  private L0Counts inserted(int place, int l0, long count) {
    int[] more = Arrays.copyOf(features, features.length + 1);
    long[] counts = Arrays.copyOf(successes, successes.length + 1);
    System.arraycopy(features, place, more, place + 1, features.length - place);
    System.arraycopy(successes, place, counts, place + 1, successes.length - place);
    more[place] = l0;
    counts[place] = count;
    return new L0Counts(more, counts);
  }

  private L0Counts removed(int place) {
    int[] fewer = Arrays.copyOf(features, features.length - 1);
    long[] counts = Arrays.copyOf(successes, successes.length - 1);
    System.arraycopy(features, place + 1, fewer, place, fewer.length - place);
    System.arraycopy(successes, place + 1, counts, place, counts.length - place);
    return new L0Counts(fewer, counts);
  }
}
