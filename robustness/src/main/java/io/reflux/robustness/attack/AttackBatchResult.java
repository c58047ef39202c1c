package io.reflux.robustness.attack;

import java.util.List;

/**
 * The outcomes of a batch and the work they took, counted in rows, which compares attacks across
 * machines where seconds do not.
 *
 * @param outcomes one per row, in the order of the batch
 * @param forwardRows rows sent through a forward pass, the harness's own checks included
 * @param productRows vector-Jacobian products, one per row and seed
 */
public record AttackBatchResult(List<AttackOutcome> outcomes, long forwardRows, long productRows) {

  /** Copies the list. */
  public AttackBatchResult {
    outcomes = List.copyOf(outcomes);
  }
}
