package io.reflux.robustness.attack.blackbox.boundary;

import io.reflux.robustness.attack.search.ActiveRows;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import java.util.SplittableRandom;

/**
 * HopSkipJump for L2 (Chen, Jordan and Wainwright, "HopSkipJumpAttack: A Query-Efficient
 * Decision-Based Attack", 2020, algorithms 1 and 2), untargeted. From a random image of another
 * class: halve the way to the original down to the boundary, estimate from decisions around that
 * image which way leads off the boundary, step that way, and again. The image that is kept is the
 * nearest adversarial one that was ever asked about.
 *
 * <p>Sees the model through {@link Decisions} alone. Each row is at a {@link Stage} of its own; the
 * images that all rows want next are asked about at once. A row ends when what is left of its
 * queries does not suffice for another round. A gradient is estimated from no fewer images than the
 * paper says, so the last queries may stay unused.
 */
public final class BoundaryWalk implements Search {

  private final BoundarySettings settings;

  BoundaryWalk(BoundarySettings settings) {
    this.settings = settings;
  }

  /** The search of a specification. */
  public static Search of(AttackSpec spec) {
    return new BoundaryWalk(
        new BoundarySettings(
            spec.count("queries"),
            spec.count("startTries"),
            spec.count("gradientQueries"),
            spec.budget(),
            (long) spec.real("seed")));
  }

  @Override
  public SearchResult search(Classifier classifier, AttackBatch batch, AttackProgress progress) {
    Decisions decisions = new Decisions(classifier);
    ActiveRows active = new ActiveRows(batch);
    active.requireWanted(progress);
    lookAtOriginals(decisions, active);
    active.dropEnded();
    active.report(progress);
    Walker[] walkers = walkers(batch, active);
    while (active.count() > 0) {
      active.requireWanted(progress);
      advance(decisions, active, walkers);
      active.dropEnded();
      active.report(progress);
    }
    return active.result();
  }

  private void lookAtOriginals(Decisions decisions, ActiveRows active) {
    int[] classes = decisions.of(active.samples());
    for (int row = 0; row < active.count(); row++) {
      active.result().asked(active.batchRow(row), 1);
      if (classes[row] == Decisions.NONE) {
        active.end(row, EndReason.NON_FINITE, 0);
      } else if (classes[row] != active.target(row)) {
        active.end(row, EndReason.SUCCESS, 0);
      } else if (settings.budget() == 0 || settings.queries() == 1) {
        active.end(row, EndReason.BUDGET, 0);
      }
    }
  }

  /** One for each row of the batch that is active. */
  private Walker[] walkers(AttackBatch batch, ActiveRows active) {
    Walker[] walkers = new Walker[batch.rows()];
    for (int row = 0; row < active.count(); row++) {
      int place = active.batchRow(row);
      float[] original = batch.originals().row(place);
      SplittableRandom random = batch.random(settings.seed(), place);
      Walk walk = new Walk(original, random, settings.gradientQueries(), settings.queries() - 1);
      walkers[place] = new Walker(walk, new StartSearch(walk, settings.startTries()));
    }
    return walkers;
  }

  private void advance(Decisions decisions, ActiveRows active, Walker[] walkers) {
    int features = active.samples().columns();
    int[] first = new int[active.count() + 1];
    for (int row = 0; row < active.count(); row++) {
      first[row + 1] = first[row] + walkers[active.batchRow(row)].stage.images();
    }
    FloatMatrix images = FloatMatrix.zeros(first[active.count()], features);
    for (int row = 0; row < active.count(); row++) {
      walkers[active.batchRow(row)].stage.write(images.values(), first[row] * features);
    }
    int[] classes = decisions.of(images);
    for (int row = 0; row < active.count(); row++) {
      boolean[] answers = answers(classes, first[row], first[row + 1], active.target(row));
      active.result().asked(active.batchRow(row), answers.length);
      Walker walker = walkers[active.batchRow(row)];
      walker.stage = walker.stage.learn(answers, images.values(), first[row] * features);
      endIfDone(active, row, walker);
    }
  }

  private static boolean[] answers(int[] classes, int from, int to, int source) {
    boolean[] adversarial = new boolean[to - from];
    for (int i = 0; i < adversarial.length; i++) {
      int said = classes[from + i];
      adversarial[i] = said != Decisions.NONE && said != source;
    }
    return adversarial;
  }

  private void endIfDone(ActiveRows active, int row, Walker walker) {
    Walk walk = walker.walk;
    if (walker.stage.images() > 0 && walk.left() > 0) {
      return;
    }
    boolean near = walk.found() && walk.distance() <= settings.budget();
    if (near) {
      FloatMatrix samples = active.samples();
      int features = samples.columns();
      System.arraycopy(walk.nearest(), 0, samples.values(), row * features, features);
      active.keep(row);
    }
    active.end(row, near ? EndReason.SUCCESS : EndReason.BUDGET, walk.round());
  }

  /** A row and where it is. */
  private static final class Walker {

    private final Walk walk;
    private Stage stage;

    Walker(Walk walk, Stage stage) {
      this.walk = walk;
      this.stage = stage;
    }
  }
}
