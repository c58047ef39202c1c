package io.reflux.robustness.attack.gradient;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * When auto-PGD looks back: at {@code w_j = ceil(p_j * steps)} with {@code p_0 = 0, p_1 = 0.22,
 * p_{j+1} = p_j + max(p_j - p_{j-1} - 0.03, 0.06)} (Croce and Hein 2020, section 3.1). Counted in
 * hundredths, because sums of such fractions in floating point may exceed a whole number and be
 * rounded up to the next.
 */
final class Checkpoints {

  private static final int WHOLE = 100;
  private static final int FIRST = 22;
  private static final int DECREASE = 3;
  private static final int LEAST = 6;

  private Checkpoints() {}

  /** The checkpoints below a number of steps, ascending, each once, from 0 on. */
  static int[] of(int steps) {
    IntStream.Builder points = IntStream.builder().add(0);
    int before = 0;
    for (int p = FIRST; p < WHOLE; ) {
      points.add(Math.toIntExact(((long) p * steps + WHOLE - 1) / WHOLE));
      int period = Math.max(p - before - DECREASE, LEAST);
      before = p;
      p += period;
    }
    return points.build().filter(point -> point < steps).distinct().toArray();
  }

  /** Whether each of that many steps is a checkpoint. */
  static boolean[] marks(int steps) {
    boolean[] marks = new boolean[steps];
    Arrays.stream(of(steps)).forEach(point -> marks[point] = true);
    return marks;
  }
}
