package io.reflux.robustness.network.execution;

import io.reflux.robustness.network.Initialization;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Whether small chunks give the same bytes as large ones for a network on this machine. The native
 * library chooses a kernel by the number of rows, and kernels that add in another order give other
 * last digits; random rows through both programs show it.
 */
final class ChunkAgreement {

  private final Program large;
  private final Program small;
  private final float[] pixels;
  private final float[] seed;

  private ChunkAgreement(Program large, Program small) {
    this.large = large;
    this.small = small;
    pixels = random(large.rows() * large.features(), 0, 1);
    seed = random(large.classes(), -1, 1);
  }

  /** Runs random rows with random parameters through both programs of a structure. */
  static boolean holds(Lane lane, NetworkStructure structure) {
    float[] parameters = Initialization.HE.draw(structure.layout(), 1).toArray();
    Program large = lane.program(Lane.Key.inference(structure, Chunk.LARGE));
    Program small = lane.program(Lane.Key.inference(structure, Chunk.SMALL));
    Object identity = new Object();
    large.load(identity, parameters);
    small.load(identity, parameters);
    return new ChunkAgreement(large, small).holds();
  }

  private boolean holds() {
    run(large, 0);
    for (int first = 0; first < large.rows(); first += small.rows()) {
      run(small, first);
      for (int row = 0; row < small.rows(); row++) {
        if (!Arrays.equals(results(large, first + row), results(small, row))) {
          return false;
        }
      }
    }
    return true;
  }

  private void run(Program program, int first) {
    for (int row = 0; row < program.rows(); row++) {
      program.setRow(row, pixels, (first + row) * program.features());
      program.seedRow(row, seed);
    }
    program.forward();
    program.backward();
  }

  /** The logits and the gradient of a row. */
  private static float[] results(Program program, int row) {
    float[] results = new float[program.classes() + program.features()];
    program.readLogits(row, results, 0);
    program.readGradient(row, results, program.classes());
    return results;
  }

  private static float[] random(int length, double lowest, double highest) {
    SplittableRandom random = new SplittableRandom(length);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(lowest, highest);
    }
    return values;
  }
}
