package io.reflux.robustness.network.execution;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/** Row-major matrix products of contiguous float32 matrices. */
final class Blas {

  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;

  /** The extents of a product: {@code [rows, inner] x [inner, columns]}. */
  record Extents(int rows, int columns, int inner) {}

  private Blas() {}

  /** {@code c = a b}. */
  static void product(Extents e, FloatPointer a, FloatPointer b, FloatPointer c) {
    openblas_nolapack.cblas_sgemm(
        ROW_MAJOR, PLAIN, PLAIN, e.rows, e.columns, e.inner, 1, a, e.inner, b, e.columns, 0, c,
        e.columns);
  }

  /** {@code c += a b}. */
  static void addProduct(Extents e, FloatPointer a, FloatPointer b, FloatPointer c) {
    openblas_nolapack.cblas_sgemm(
        ROW_MAJOR, PLAIN, PLAIN, e.rows, e.columns, e.inner, 1, a, e.inner, b, e.columns, 1, c,
        e.columns);
  }

  /** {@code c = a b'}, with b stored as {@code [columns, inner]}. */
  static void productTransposed(Extents e, FloatPointer a, FloatPointer b, FloatPointer c) {
    openblas_nolapack.cblas_sgemm(
        ROW_MAJOR,
        PLAIN,
        TRANSPOSED,
        e.rows,
        e.columns,
        e.inner,
        1,
        a,
        e.inner,
        b,
        e.inner,
        0,
        c,
        e.columns);
  }

  /** {@code sums[column] = sum over rows of a[row, column]}; {@code ones} holds that many ones. */
  static void columnSums(
      int rows, int columns, FloatPointer a, FloatPointer ones, FloatPointer sums) {
    openblas_nolapack.cblas_sgemv(
        ROW_MAJOR, TRANSPOSED, rows, columns, 1, a, columns, ones, 1, 0, sums, 1);
  }
}
