package io.reflux.robustness.network;

/** One seed per row, known before the forward pass. */
record FixedSeeds(FloatMatrix dLogits) implements LogitSeeds {

  @Override
  public int count() {
    return 1;
  }

  @Override
  public void fill(int row, float[] logits, float[][] seeds) {
    System.arraycopy(dLogits.values(), row * dLogits.columns(), seeds[0], 0, dLogits.columns());
  }
}
