package io.reflux.robustness.network;

import java.util.List;

/**
 * The result of one forward pass and the vector-Jacobian products that share it.
 *
 * @param logits {@code [rows, classes]}
 * @param gradients one {@code [rows, features]} matrix per seed of {@link LogitSeeds}
 */
public record InputGradients(FloatMatrix logits, List<FloatMatrix> gradients) {

  /** Copies the list. */
  public InputGradients {
    gradients = List.copyOf(gradients);
  }
}
