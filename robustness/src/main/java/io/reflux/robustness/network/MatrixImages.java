package io.reflux.robustness.network;

/** Images held as one float32 matrix. */
record MatrixImages(ImageShape shape, FloatMatrix pixels) implements Images {

  MatrixImages {
    if (pixels.columns() != shape.features()) {
      throw new IllegalArgumentException(
          "pixels must have %d columns for %s, had %d"
              .formatted(shape.features(), shape, pixels.columns()));
    }
  }

  @Override
  public int size() {
    return pixels.rows();
  }

  @Override
  public void copy(int index, float[] target, int offset) {
    System.arraycopy(pixels.values(), index * features(), target, offset, features());
  }
}
