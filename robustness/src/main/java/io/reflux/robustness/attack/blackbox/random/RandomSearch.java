package io.reflux.robustness.attack.blackbox.random;

import io.reflux.robustness.attack.loss.Aim;
import io.reflux.robustness.attack.loss.Loss;
import io.reflux.robustness.attack.search.ActiveRows;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.search.Search;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;

/**
 * Random search by scores: ask about the original, then about one drawn image after the other,
 * until one reaches the goal or the limit is met. The score is the margin, the logit that should
 * lose minus the one that should win; a sampler builds on the drawn image with the smallest. What
 * is left of a row that failed is the image with the smallest margin of all, the original included.
 *
 * <p>Iteration i draws image i of every row still searched and asks about all of them at once.
 */
public final class RandomSearch implements Search {

  private static final Loss MARGIN = Loss.margin();

  private final Sampler.Start start;
  private final long seed;
  private final int draws;

  /**
   * A search.
   *
   * @param start what draws the images
   * @param draws how many images of a row may be drawn
   */
  RandomSearch(Sampler.Start start, long seed, int draws) {
    this.start = start;
    this.seed = seed;
    this.draws = draws;
  }

  /** Random search over squares in an Linf ball. */
  public static Search squareLinf(AttackSpec spec) {
    Squares squares = squares(spec);
    return scored(
        spec, (shape, original, random) -> new SquareLinf(shape, original, random, squares));
  }

  /** Random search over bumps in an L2 ball. */
  public static Search squareL2(AttackSpec spec) {
    Squares squares = squares(spec);
    return scored(
        spec, (shape, original, random) -> new SquareL2(shape, original, random, squares));
  }

  /** Random search over sets of features. */
  public static Search sparse(AttackSpec spec) {
    double share = spec.real("share");
    int queries = spec.count("queries");
    return scored(
        spec,
        (shape, original, random) ->
            new FeatureSwaps(original, random, spec.maxFeatures(shape.features()), share, queries));
  }

  /** Points of the Linf ball, its inside and its corners in turn. */
  public static Search noiseLinf(AttackSpec spec) {
    return tried(
        spec,
        (shape, original, random) ->
            Noise.inTurn(
                Noise.ball(original, random, spec.budget()),
                Noise.corners(original, random, spec.budget())));
  }

  /** Points on the L2 sphere. */
  public static Search noiseL2(AttackSpec spec) {
    return tried(spec, (shape, original, random) -> Noise.sphere(original, random, spec.budget()));
  }

  /** Features set to 0 or 1. */
  public static Search noiseL0(AttackSpec spec) {
    return tried(
        spec,
        (shape, original, random) ->
            Noise.features(original, random, spec.maxFeatures(shape.features())));
  }

  /** Points inside the Linf ball. */
  public static Search randomStartLinf(AttackSpec spec) {
    return tried(spec, (shape, original, random) -> Noise.ball(original, random, spec.budget()));
  }

  private static Squares squares(AttackSpec spec) {
    return new Squares(spec.budget(), spec.real("share"), spec.count("queries"));
  }

  /** The first query is spent on the original. */
  private static Search scored(AttackSpec spec, Sampler.Start start) {
    return search(spec, start, spec.count("queries") - 1);
  }

  private static Search tried(AttackSpec spec, Sampler.Start start) {
    return search(spec, start, spec.count("tries"));
  }

  private static Search search(AttackSpec spec, Sampler.Start start, int draws) {
    return new RandomSearch(start, (long) spec.real("seed"), spec.budget() == 0 ? 0 : draws);
  }

  @Override
  public SearchResult search(Classifier classifier, AttackBatch batch, AttackProgress progress) {
    ActiveRows active = new ActiveRows(batch);
    Row[] rows = rows(batch, classifier.shape());
    for (int iteration = 0; active.count() > 0; iteration++) {
      active.requireWanted(progress);
      if (iteration > 0) {
        draw(active, rows);
      }
      FloatMatrix logits = active.logits(classifier);
      for (int row = 0; row < active.count(); row++) {
        if (logits.finite(row)) {
          rows[active.batchRow(row)].learn(gap(batch, active, logits, row), active, row, iteration);
        }
        endIfDone(active, row, logits, iteration);
      }
      active.dropEnded();
      active.report(progress, active.count() * (iteration / (draws + 1.0)));
    }
    return active.result();
  }

  private Row[] rows(AttackBatch batch, ImageShape shape) {
    Row[] rows = new Row[batch.rows()];
    for (int row = 0; row < rows.length; row++) {
      float[] original = batch.originals().row(row);
      rows[row] = new Row(start.of(shape, original, batch.random(seed, row)));
    }
    return rows;
  }

  private static void draw(ActiveRows active, Row[] rows) {
    FloatMatrix images = active.samples();
    for (int row = 0; row < active.count(); row++) {
      rows[active.batchRow(row)].sampler.draw(images.values(), row * images.columns());
    }
  }

  private void endIfDone(ActiveRows active, int row, FloatMatrix logits, int iteration) {
    if (!logits.finite(row)) {
      active.end(row, EndReason.NON_FINITE, iteration);
    } else if (active.reached(logits, row)) {
      active.keep(row);
      active.end(row, EndReason.SUCCESS, iteration);
    } else if (iteration >= draws) {
      active.end(row, EndReason.BUDGET, iteration);
    }
  }

  /** By how much the goal is missed. */
  private static double gap(AttackBatch batch, ActiveRows active, FloatMatrix logits, int row) {
    Aim aim = new Aim(batch.source(active.batchRow(row)), active.target(row));
    return -MARGIN.value(logits.row(row), aim);
  }

  /** What is known of one row of the batch. */
  private static final class Row {

    private final Sampler sampler;
    private double smallest = Double.POSITIVE_INFINITY;
    private double smallestDrawn = Double.POSITIVE_INFINITY;

    Row(Sampler sampler) {
      this.sampler = sampler;
    }

    void learn(double gap, ActiveRows active, int row, int iteration) {
      if (gap < smallest) {
        smallest = gap;
        active.keep(row, iteration, gap);
      }
      if (iteration > 0 && gap < smallestDrawn) {
        smallestDrawn = gap;
        FloatMatrix images = active.samples();
        sampler.accept(images.values(), row * images.columns());
      }
    }
  }
}
