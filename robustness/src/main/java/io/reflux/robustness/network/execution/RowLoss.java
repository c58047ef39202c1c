package io.reflux.robustness.network.execution;

/**
 * The loss of one sample as a function of its logits, with its derivative. Implementations are
 * pure: rows are asked for from several threads and in any order.
 */
public interface RowLoss {

  /**
   * Computes the loss of a row.
   *
   * @param row the row's index in the batch
   * @param logits {@code [classes]}; not to be written to
   * @param derivative where to write {@code dLoss/dLogits}, {@code [classes]}; every entry is set
   * @return the loss, in nats
   */
  double apply(int row, float[] logits, float[] derivative);
}
