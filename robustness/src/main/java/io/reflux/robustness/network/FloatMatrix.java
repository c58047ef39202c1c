package io.reflux.robustness.network;

import java.util.Arrays;

/**
 * A dense float32 matrix, row-major, one row per sample: pixels {@code [rows, features]}, logits,
 * probabilities or gradients {@code [rows, classes]}.
 *
 * <p>The values array is shared, not copied: whoever makes a matrix hands the array over, and
 * whoever receives one does not write to it unless its documentation says so. Copying every batch
 * would cost more than the arithmetic on it.
 */
public final class FloatMatrix {

  private final int rows;
  private final int columns;
  private final float[] values;

  /**
   * Wraps {@code values} as a matrix of {@code rows} x {@code columns}.
   *
   * @throws IllegalArgumentException if a dimension is negative or the length does not fit
   */
  public FloatMatrix(int rows, int columns, float[] values) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "rows and columns must be >= 0, were " + rows + " and " + columns);
    }
    if ((long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "values must have rows * columns = "
              + (long) rows * columns
              + " entries, had "
              + values.length);
    }
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /** A matrix of zeros. */
  public static FloatMatrix zeros(int rows, int columns) {
    return new FloatMatrix(rows, columns, new float[Math.multiplyExact(rows, columns)]);
  }

  /** The number of rows (samples). */
  public int rows() {
    return rows;
  }

  /** The number of columns (features or classes). */
  public int columns() {
    return columns;
  }

  /** The shared row-major values, {@code [rows * columns]}. */
  public float[] values() {
    return values;
  }

  /** The value at a row and column. */
  public float at(int row, int column) {
    return values[row * columns + column];
  }

  /** A copy of one row, {@code [columns]}. */
  public float[] row(int row) {
    return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
  }

  /** A copy of the named rows, in that order. */
  public FloatMatrix select(int[] rowIndices) {
    float[] selected = new float[Math.multiplyExact(rowIndices.length, columns)];
    for (int i = 0; i < rowIndices.length; i++) {
      System.arraycopy(values, rowIndices[i] * columns, selected, i * columns, columns);
    }
    return new FloatMatrix(rowIndices.length, columns, selected);
  }

  /** Whether every value of a row is finite. */
  public boolean finite(int row) {
    for (int column = 0; column < columns; column++) {
      if (!Float.isFinite(at(row, column))) {
        return false;
      }
    }
    return true;
  }

  /** The column of the largest value of a row; the lowest such column on a tie; NaN never wins. */
  public int argMax(int row) {
    int best = 0;
    float largest = Float.NEGATIVE_INFINITY;
    for (int column = 0; column < columns; column++) {
      float value = at(row, column);
      if (value > largest) {
        largest = value;
        best = column;
      }
    }
    return best;
  }
}
