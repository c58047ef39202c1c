package io.reflux.robustness.interchange.tensors;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * A float32 tensor of a file, row-major.
 *
 * @param name as the file has it
 * @param shape one to four extents, each at least 1
 * @param values as many as the shape says; read-only, and not copied
 */
public record NamedTensor(String name, List<Integer> shape, FloatBuffer values) {

  /** The most values of a tensor, which is also the most parameters of a network. */
  public static final int MOST_VALUES = 1 << 26;

  private static final int MOST_EXTENTS = 4;

  /** Checks that the values fit the shape. */
  public NamedTensor {
    shape = List.copyOf(shape);
    values = values.slice().asReadOnlyBuffer();
    if (values.remaining() != count(name, shape)) {
      throw new ModelImportException(
          "tensor \"%s\": shape %s asks for %d values, found %d"
              .formatted(name, shape, count(name, shape), values.remaining()));
    }
  }

  /** A vector of zeros, for a bias that is not there. */
  public static NamedTensor zeros(String name, int length) {
    return new NamedTensor(name, List.of(length), FloatBuffer.allocate(length));
  }

  /**
   * The number of values that a shape asks for.
   *
   * @throws ModelImportException if it has too few or too many extents or values
   */
  public static int count(String name, List<? extends Number> shape) {
    if (shape.isEmpty() || shape.size() > MOST_EXTENTS) {
      throw new ModelImportException(
          "tensor \"%s\": expected 1 to %d extents, found %d"
              .formatted(name, MOST_EXTENTS, shape.size()));
    }
    long count = 1;
    for (Number extent : shape) {
      if (extent.longValue() < 1 || extent.longValue() > MOST_VALUES / count) {
        throw new ModelImportException(
            "tensor \"%s\": extents must be at least 1 and give at most %d values, were %s"
                .formatted(name, MOST_VALUES, shape));
      }
      count *= extent.longValue();
    }
    return (int) count;
  }

  /**
   * The value at an index of the row-major order.
   *
   * @throws ModelImportException if it is not finite
   */
  public float at(int index) {
    float value = values.get(index);
    if (!Float.isFinite(value)) {
      throw new ModelImportException(
          "tensor \"%s\": expected finite values, number %d is %s".formatted(name, index, value));
    }
    return value;
  }

  /** The same values under another shape of the same size. */
  public NamedTensor reshaped(List<Integer> other) {
    return new NamedTensor(name, other, values);
  }

  /**
   * A matrix with rows and columns exchanged.
   *
   * @throws ModelImportException if this is not a matrix
   */
  public NamedTensor transposed() {
    if (shape.size() != 2) {
      throw new ModelImportException(
          "tensor \"%s\": expected a matrix, found shape %s".formatted(name, shape));
    }
    int rows = shape.get(0);
    int columns = shape.get(1);
    float[] turned = new float[rows * columns];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = values.get(i % rows * columns + i / rows);
    }
    return new NamedTensor(name, List.of(columns, rows), FloatBuffer.wrap(turned));
  }

  /**
   * Checks the shape.
   *
   * @throws ModelImportException if it is another one
   */
  public void requireShape(List<Integer> expected) {
    if (!shape.equals(expected)) {
      throw new ModelImportException(
          "tensor \"%s\": expected shape %s, found %s".formatted(name, expected, shape));
    }
  }
}
