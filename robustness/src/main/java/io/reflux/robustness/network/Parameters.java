package io.reflux.robustness.network;

import java.util.Arrays;

/**
 * The trained numbers of a network: one flat float32 vector in the order of its {@link
 * ParameterLayout}. Immutable: the vector is copied in and out.
 */
public final class Parameters {

  private final ParameterLayout layout;
  private final float[] values;

  /**
   * Copies {@code values} as the parameters of {@code layout}.
   *
   * @throws IllegalArgumentException if the length does not fit or a value is not finite
   */
  public Parameters(ParameterLayout layout, float[] values) {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "expected %d parameters, got %d".formatted(layout.size(), values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "parameters must be finite, number " + i + " was " + values[i]);
      }
    }
    this.layout = layout;
    this.values = values.clone();
  }

  /** A vector of zeros. */
  public static Parameters zeros(ParameterLayout layout) {
    return new Parameters(layout, new float[layout.size()]);
  }

  /** Where each layer's parameters lie. */
  public ParameterLayout layout() {
    return layout;
  }

  /** The number of parameters. */
  public int size() {
    return values.length;
  }

  /** A copy of the flat vector. */
  public float[] toArray() {
    return values.clone();
  }

  /** Copies parameters {@code from} (inclusive) to {@code to} (exclusive). */
  public float[] range(int from, int to) {
    return Arrays.copyOfRange(values, from, to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameters that
        && layout.equals(that.layout)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
