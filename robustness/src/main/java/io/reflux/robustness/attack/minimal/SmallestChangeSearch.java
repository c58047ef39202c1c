package io.reflux.robustness.attack.minimal;

import io.reflux.robustness.attack.search.ActiveRows;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Walks with all rows at a time and keeps of each the nearest image that meets the goal. An
 * iteration is one look at one image per row: a single call of the model gives the logits that
 * judge it and the gradients that lead on. Rows are each at their own place in the procedure and
 * are dropped at its end, so that none waits for another and none depends on another.
 *
 * <p>The budget does not bend the walk; an image further away is just not kept. While nothing meets
 * the goal, the image within the budget that comes closest to it is.
 */
public final class SmallestChangeSearch implements Search {

  private final Procedure procedure;
  private final Boundary boundary;

  /**
   * A search.
   *
   * @param boundary which images are of use
   */
  public SmallestChangeSearch(Procedure procedure, Boundary boundary) {
    this.procedure = procedure;
    this.boundary = boundary;
  }

  @Override
  public SearchResult search(Classifier classifier, AttackBatch batch, AttackProgress progress) {
    ActiveRows active = new ActiveRows(batch);
    active.requireWanted(progress);
    List<RowWalk> walks = walks(batch);
    begin(active, walks, active.logits(classifier));
    active.dropEnded();
    active.report(progress);
    while (active.count() > 0) {
      active.requireWanted(progress);
      look(active, walks, classifier);
      active.dropEnded();
      active.report(progress, underWay(active, walks));
    }
    return active.result();
  }

  private static double underWay(ActiveRows active, List<RowWalk> walks) {
    return IntStream.range(0, active.count())
        .mapToDouble(row -> walks.get(active.batchRow(row)).walk().share())
        .sum();
  }

  private List<RowWalk> walks(AttackBatch batch) {
    return IntStream.range(0, batch.rows()).mapToObj(row -> walk(batch, row)).toList();
  }

  private RowWalk walk(AttackBatch batch, int row) {
    MarginGoal goal = new MarginGoal(batch.goal(), batch.target(row), procedure.confidence());
    float[] original = batch.originals().row(row);
    return new RowWalk(procedure.begin(original, goal), original, goal, boundary);
  }

  private static void begin(ActiveRows active, List<RowWalk> walks, FloatMatrix logits) {
    for (int row = 0; row < active.count(); row++) {
      walks.get(row).begin(active, row, logits);
    }
  }

  private void look(ActiveRows active, List<RowWalk> walks, Classifier classifier) {
    for (int row = 0; row < active.count(); row++) {
      walks.get(active.batchRow(row)).place(active, row);
    }
    InputGradients gradients =
        active.gradients(
            classifier, new WalkSeeds(active, walks, procedure.products(classifier.classes())));
    for (int row = 0; row < active.count(); row++) {
      walks.get(active.batchRow(row)).look(active, row, gradients);
    }
  }

  /** What each walk wants differentiated. */
  private record WalkSeeds(ActiveRows active, List<RowWalk> walks, int count)
      implements LogitSeeds {

    @Override
    public void fill(int row, float[] logits, float[][] seeds) {
      walks.get(active.batchRow(row)).walk().seeds(logits, seeds);
    }
  }
}
