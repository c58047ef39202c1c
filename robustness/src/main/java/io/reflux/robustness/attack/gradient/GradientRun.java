package io.reflux.robustness.attack.gradient;

import io.reflux.robustness.attack.loss.Aim;
import io.reflux.robustness.attack.loss.Loss;
import io.reflux.robustness.attack.search.ActiveRows;
import io.reflux.robustness.attack.search.AttackBatch;
import io.reflux.robustness.attack.search.AttackProgress;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.attack.search.SearchResult;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import java.util.List;

/** One run of a {@link GradientSearch}. */
final class GradientRun {

  private static final Loss MARGIN = Loss.margin();

  private final GradientPlan plan;
  private final AttackBatch batch;
  private final ActiveRows active;
  private final Climb climb;
  private final Tries tries;
  private final RowState[] states;

  GradientRun(GradientPlan plan, AttackBatch batch) {
    this.plan = plan;
    this.batch = batch;
    active = new ActiveRows(batch);
    climb = plan.climb().apply(batch);
    tries = plan.tries().apply(batch);
    states = new RowState[batch.rows()];
    int step = plan.start().random() ? plan.steps() : 0;
    for (int row = 0; row < states.length; row++) {
      states[row] = new RowState(batch.random(plan.start().seed(), row), step);
    }
  }

  SearchResult run(Classifier classifier, AttackProgress progress) {
    for (int iteration = 0; active.count() > 0; iteration++) {
      active.requireWanted(progress);
      InputGradients seen = look(classifier, iteration);
      for (int row = 0; row < active.count(); row++) {
        visit(seen, row, iteration);
      }
      active.dropEnded();
      active.report(progress);
    }
    return active.result();
  }

  /** Gradients only if some row is to be moved by one. */
  private InputGradients look(Classifier classifier, int iteration) {
    for (int row = 0; row < active.count(); row++) {
      if (state(row).step < plan.steps()) {
        LogitSeeds seeds = plan.loss().seedsFor(each -> tries.aim(active.batchRow(each)));
        return iteration == 0
            ? active.gradientsOnOriginals(classifier, seeds)
            : active.gradients(classifier, seeds);
      }
    }
    return new InputGradients(active.logits(classifier), List.of());
  }

  private void visit(InputGradients seen, int row, int iteration) {
    float[] logits = seen.logits().row(row);
    if (!seen.logits().finite(row)) {
      end(row, EndReason.NON_FINITE, iteration);
    } else if (active.reached(seen.logits(), row)) {
      succeed(row, iteration);
    } else {
      improve(row, logits, iteration);
      if (iteration == 0) {
        meet(seen, row, logits);
      } else {
        goOn(seen, row, iteration);
      }
    }
  }

  private void succeed(int row, int iteration) {
    active.keep(row);
    state(row).found = true;
    if (iteration == 0) {
      end(row, EndReason.SUCCESS, iteration);
    } else {
      next(row, true, iteration);
    }
  }

  /** Keeps the image nearest to success, unless there is an adversarial one. */
  private void improve(int row, float[] logits, int iteration) {
    int at = active.batchRow(row);
    double margin = MARGIN.value(logits, new Aim(batch.source(at), batch.target(at)));
    RowState state = states[at];
    if (!state.found && margin > state.margin) {
      state.margin = margin;
      active.keep(row, iteration, -margin);
    }
  }

  /** At the original. */
  private void meet(InputGradients seen, int row, float[] logits) {
    int at = active.batchRow(row);
    tries.meet(at, logits);
    if (tries.radius(at) == 0) {
      end(row, EndReason.BUDGET, 0);
    } else if (plan.start().random()) {
      begin(row);
    } else {
      goOn(seen, row, 0);
    }
  }

  private void goOn(InputGradients seen, int row, int iteration) {
    if (state(row).step == plan.steps()) {
      next(row, false, iteration);
    } else if (!seen.gradients().get(0).finite(row)) {
      end(row, EndReason.NON_FINITE, iteration);
    } else if (!advance(seen, row)) {
      next(row, false, iteration);
    }
  }

  private boolean advance(InputGradients seen, int row) {
    FloatMatrix gradient = seen.gradients().get(0);
    RowState state = state(row);
    state.sloped |= sloped(gradient, row);
    double value = plan.loss().value(seen.logits().row(row), tries.aim(active.batchRow(row)));
    return climb.advance(new Visit(place(row), state.step++, gradient, value));
  }

  private void next(int row, boolean reached, int iteration) {
    double distance = plan.ball().distance(place(row));
    if (tries.another(active.batchRow(row), reached, distance)) {
      begin(row);
    } else {
      end(row, state(row).reason(), iteration);
    }
  }

  private void begin(int row) {
    RowState state = state(row);
    state.step = 0;
    plan.start().move(place(row), plan.ball(), state.random);
  }

  /** A row that has found something has succeeded, whatever came after. */
  private void end(int row, EndReason reason, int iteration) {
    active.end(row, state(row).found ? EndReason.SUCCESS : reason, iteration);
  }

  private RowState state(int row) {
    return states[active.batchRow(row)];
  }

  private Place place(int row) {
    int at = active.batchRow(row);
    return new Place(active.samples(), row, batch.originals(), at, tries.radius(at));
  }

  private static boolean sloped(FloatMatrix gradient, int row) {
    for (int i = 0; i < gradient.columns(); i++) {
      if (gradient.at(row, i) != 0) {
        return true;
      }
    }
    return false;
  }
}
