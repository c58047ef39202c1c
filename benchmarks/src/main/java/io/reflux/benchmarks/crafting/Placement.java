package io.reflux.benchmarks.crafting;

/**
 * Where the jobs of an attack run.
 *
 * @param processes computes side by side, as in as many attacker processes
 * @param threads of each compute
 * @param jobs that each works on at a time
 */
record Placement(int processes, int threads, int jobs) {

  /** Reads {@code PROCESSESxTHREADSxJOBS}. */
  static Placement parse(String text) {
    String[] parts = text.split("x", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "a placement must be PROCESSESxTHREADSxJOBS such as 1x2x1, was " + text);
    }
    return new Placement(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  @Override
  public String toString() {
    return processes + "x" + threads + "x" + jobs;
  }
}
