package io.reflux.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The rate of large square matrix products in OpenBLAS, the yardstick of what a machine can do: one
 * product per Java thread, each with one native thread.
 */
final class Gemm {

  private static final int SIDE = 2048;
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;

  private Gemm() {}

  static double gigaflops(int threads, double seconds) {
    openblas_nolapack.blas_set_num_threads(1);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Double>> each = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        each.add(() -> one(seconds));
      }
      double sum = 0;
      for (Future<Double> rate : pool.invokeAll(each)) {
        sum += rate.get();
      }
      return sum;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a product failed", e);
    } finally {
      pool.shutdown();
    }
  }

  private static double one(double seconds) {
    try (FloatPointer a = filled();
        FloatPointer b = filled();
        FloatPointer c = filled()) {
      product(a, b, c);
      int products = 0;
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < seconds * 1e9) {
        product(a, b, c);
        products++;
      }
      return 2e-9 * SIDE * SIDE * SIDE * products / ((System.nanoTime() - begin) * 1e-9);
    }
  }

  private static FloatPointer filled() {
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i % 17 - 8) / 8f;
    }
    return new FloatPointer(values);
  }

  private static void product(FloatPointer a, FloatPointer b, FloatPointer c) {
    openblas_nolapack.cblas_sgemm(
        ROW_MAJOR, PLAIN, PLAIN, SIDE, SIDE, SIDE, 1, a, SIDE, b, SIDE, 0, c, SIDE);
  }
}
