package io.reflux.robustness.attack.search;

import io.reflux.robustness.network.Classifier;

/**
 * One way to look for adversarial samples. A search is not trusted: the harness clips, measures and
 * judges what it returns.
 *
 * <p>Implementations are immutable. A row's result depends on that row alone: neither on the other
 * rows of the batch nor on its place in it. Random numbers come from {@link AttackBatch#random}.
 */
public interface Search {

  /**
   * Looks for an adversarial sample for every row.
   *
   * @throws AttackCancelledException once progress says so; asked at least once an iteration
   */
  SearchResult search(Classifier classifier, AttackBatch batch, AttackProgress progress);
}
