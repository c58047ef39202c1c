package io.reflux.robustness.attack.blackbox;

import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.network.Classifier;

/**
 * Makes adversarial samples on another model and carries them over (Szegedy et al. 2013). The
 * attacked model is asked about nothing. A row's end reason and iterations are those of the search
 * on the other model; whether its sample fools the attacked one is for the harness to say.
 */
public final class TransferSearch implements Search {

  private final Classifier surrogate;
  private final Search search;

  /**
   * A search.
   *
   * @param surrogate the other model
   * @param search what is run on it
   */
  public TransferSearch(Classifier surrogate, Search search) {
    this.surrogate = surrogate;
    this.search = search;
  }

  @Override
  public SearchResult search(Classifier classifier, AttackBatch batch, AttackProgress progress) {
    batch.requireFits(surrogate);
    return search.search(surrogate, batch, progress).unasked();
  }
}
