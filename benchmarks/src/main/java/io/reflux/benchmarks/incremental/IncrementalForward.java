package io.reflux.benchmarks.incremental;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Compares, on one thread and a chunk of 32 rows, the first two convolutions in full with what a
 * step that changes two pixels per row would do instead: convolve two 9 x 9 windows per row, and
 * bring the row's kept activations into the chunk and back, since the backward pass needs them all.
 */
public final class IncrementalForward {

  private static final int ROWS = 32;
  private static final int SIDE = 28;
  private static final int CHUNKS = 28;
  private static final int RUNS = 300;

  private IncrementalForward() {}

  /** Prints milliseconds per chunk, medians, and whether the windows give the same bytes. */
  public static void main(String[] arguments) {
    FirstConvolutions whole = new FirstConvolutions(ROWS, SIDE);
    FirstConvolutions windows = new FirstConvolutions(2 * ROWS, FirstConvolutions.WINDOW);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    fill(whole.input());
    cutWindows(whole.input(), windows.input());
    int size = Math.toIntExact(whole.first().length() + whole.second().length());
    float[][] kept = new float[CHUNKS][size];
    whole.run();
    windows.run();
    System.out.printf(
        "outputs that differ %d of %d%n", differences(whole, windows), 2 * ROWS * 800);
    System.out.printf("in full             %.3f ms%n", median(whole::run));
    System.out.printf("windows alone       %.3f ms%n", median(windows::run));
    System.out.printf("activations in, out %.3f ms%n", median(new Exchange(whole, kept)));
    System.out.printf("kept per row        %d KiB%n", size * Float.BYTES / ROWS / 1024);
  }

  /** The corner of each of a row's two windows. */
  private static int corner(int window) {
    return 3 + 5 * (window % 3) + window % 2;
  }

  private static void cutWindows(INDArray images, INDArray windows) {
    int side = FirstConvolutions.WINDOW;
    for (int window = 0; window < 2 * ROWS; window++) {
      int at = corner(window);
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          windows.putScalar(
              new int[] {window, y, x, 0}, images.getFloat(window / 2, at + y, at + x, 0));
        }
      }
    }
  }

  private static int differences(FirstConvolutions whole, FirstConvolutions windows) {
    int differences = 0;
    for (int window = 0; window < 2 * ROWS; window++) {
      int at = corner(window);
      for (int y = 0; y < 5; y++) {
        for (int x = 0; x < 5; x++) {
          for (int filter = 0; filter < 32; filter++) {
            float full = whole.second().getFloat(window / 2, at + y, at + x, filter);
            differences += full == windows.second().getFloat(window, y, x, filter) ? 0 : 1;
          }
        }
      }
    }
    return differences;
  }

  /** Brings one chunk's activations in and out, of all chunks of 900 rows in turn. */
  private static final class Exchange implements Runnable {

    private final FirstConvolutions whole;
    private final float[][] kept;
    private int turn;

    Exchange(FirstConvolutions whole, float[][] kept) {
      this.whole = whole;
      this.kept = kept;
    }

    @Override
    public void run() {
      float[] chunk = kept[turn++ % kept.length];
      int split = Math.toIntExact(whole.first().length());
      floats(whole.first()).put(0, chunk, 0, split);
      floats(whole.second()).put(0, chunk, split, chunk.length - split);
      floats(whole.first()).get(0, chunk, 0, split);
      floats(whole.second()).get(0, chunk, split, chunk.length - split);
    }
  }

  private static FloatBuffer floats(INDArray array) {
    return array.data().asNio().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private static void fill(INDArray array) {
    SplittableRandom random = new SplittableRandom(2);
    float[] pixels = new float[Math.toIntExact(array.length())];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble();
    }
    floats(array).put(0, pixels, 0, pixels.length);
  }

  private static double median(Runnable work) {
    double[] milliseconds = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long begin = System.nanoTime();
      work.run();
      milliseconds[i] = (System.nanoTime() - begin) * 1e-6;
    }
    Arrays.sort(milliseconds);
    return milliseconds[RUNS / 2];
  }
}
