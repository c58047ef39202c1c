package io.reflux.robustness.attack.ensemble;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.network.Classifier;
import java.util.List;

/**
 * Several searches in turn, each on the rows that the ones before did not break. After each search
 * the model is asked about every image that it left: a row is broken if that image meets the goal,
 * whatever the search said, and otherwise keeps the image with the largest margin of all searches.
 * Iterations and queries add up.
 *
 * <p>A row that nobody broke ends as {@code NON_FINITE} if any search ended so, because that is a
 * warning; else as {@code BUDGET} if any did, because that one was not hindered; else as the last
 * one ended.
 */
public final class EnsembleSearch implements Search {

  private final List<Search> members;

  /**
   * An ensemble.
   *
   * @param members in their order, at least one; all within the same budget
   */
  public EnsembleSearch(List<Search> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("members must not be empty");
    }
    this.members = List.copyOf(members);
  }

  @Override
  public SearchResult search(Classifier classifier, AttackBatch batch, AttackProgress progress) {
    Standings standings = new Standings(batch);
    for (Search member : members) {
      int[] left = standings.left();
      if (left.length > 0) {
        AttackBatch part = batch.select(left);
        SearchResult found =
            member.search(classifier, part, new Share(progress, batch.rows(), left.length));
        standings.take(left, found, classifier.logits(found.candidates()));
      }
    }
    progress.rowsFinished(batch.rows(), batch.rows());
    return standings.result();
  }

  /** A member's rows that are done may not be, so they count when the ensemble is. */
  private record Share(AttackProgress whole, int rows, int left) implements AttackProgress {

    @Override
    public void rowsFinished(int finished, int total) {
      whole.rowsFinished(rows - left, rows);
    }

    @Override
    public boolean cancelled() {
      return whole.cancelled();
    }
  }
}
