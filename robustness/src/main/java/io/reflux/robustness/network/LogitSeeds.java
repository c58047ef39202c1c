package io.reflux.robustness.network;

/**
 * What to differentiate: for each row of logits, one or more seeds {@code dLoss/dLogits}, each the
 * left factor of one vector-Jacobian product. The network asks for them between its forward and its
 * backward pass, so that one forward serves both the check of the logits and the gradient.
 *
 * <p>Implementations are pure: rows are asked for from several threads and in any order.
 */
public interface LogitSeeds {

  /** The number of seeds per row, and so of vector-Jacobian products; at least 1. */
  int count();

  /**
   * Writes the seeds of one row.
   *
   * @param row the row's index in the batch
   * @param logits the row's logits, {@code [classes]}; not to be written to
   * @param seeds where to write, {@code [count][classes]}; every entry must be set
   */
  void fill(int row, float[] logits, float[][] seeds);
}
