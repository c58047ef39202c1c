package io.reflux.robustness.network;

/**
 * A differentiable image classifier, seen as attacks see it: logits, and gradients of any function
 * of the logits with respect to the input. Pixels are in [0, 1].
 *
 * <p>Implementations are safe for use by several threads and give the same bytes for a row whatever
 * the other rows of its batch are. Every method throws {@link IllegalArgumentException} when a
 * matrix has another number of columns than {@link #shape()} or {@link #classes()} asks for.
 */
public interface Classifier {

  /** The shape of one input image. */
  ImageShape shape();

  /** The number of classes; at least 2. */
  int classes();

  /**
   * The logits Z(x), before any softmax.
   *
   * @param x pixels {@code [rows, features]}
   * @return {@code [rows, classes]}
   */
  FloatMatrix logits(FloatMatrix x);

  /**
   * One forward pass, then one vector-Jacobian product {@code sum_k seed_k * dZ_k/dx} per seed.
   *
   * @param x pixels {@code [rows, features]}
   * @param seeds the function that turns a row of logits into its seeds
   * @return the logits and the gradients
   */
  InputGradients inputGradients(FloatMatrix x, LogitSeeds seeds);

  /**
   * One vector-Jacobian product with given seeds.
   *
   * @param x pixels {@code [rows, features]}
   * @param dLogits the derivative of a loss with respect to the logits, {@code [rows, classes]}
   * @return the derivative of that loss with respect to the pixels, {@code [rows, features]}
   */
  default FloatMatrix inputGradient(FloatMatrix x, FloatMatrix dLogits) {
    if (dLogits.rows() != x.rows() || dLogits.columns() != classes()) {
      throw new IllegalArgumentException(
          "dLogits must be [%d, %d], was [%d, %d]"
              .formatted(x.rows(), classes(), dLogits.rows(), dLogits.columns()));
    }
    return inputGradients(x, new FixedSeeds(dLogits)).gradients().get(0);
  }
}
