package io.reflux.robustness.attack.loss;

/** Classes by their logits, largest first; the lower class comes first on a tie. */
public final class LogitOrder {

  private LogitOrder() {}

  /** The classes with the largest logits. */
  public static int[] largest(float[] logits, int count) {
    return pick(logits, new boolean[logits.length], count);
  }

  /** The classes with the largest logits of all but one. */
  public static int[] largestOthers(float[] logits, int except, int count) {
    boolean[] taken = new boolean[logits.length];
    taken[except] = true;
    return pick(logits, taken, count);
  }

  private static int[] pick(float[] logits, boolean[] taken, int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = largestLeft(logits, taken);
      taken[order[i]] = true;
    }
    return order;
  }

  private static int largestLeft(float[] logits, boolean[] taken) {
    int best = -1;
    for (int k = 0; k < logits.length; k++) {
      if (!taken[k] && (best < 0 || logits[k] > logits[best])) {
        best = k;
      }
    }
    return best;
  }
}
