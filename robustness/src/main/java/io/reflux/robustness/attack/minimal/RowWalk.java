package io.reflux.robustness.attack.minimal;

import io.reflux.robustness.attack.search.ActiveRows;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.threat.ThreatModel.Boundary;

/** A walk and what it has come by: the best image so far and why the row ends. */
final class RowWalk {

  private final Walk walk;
  private final float[] original;
  private final MarginGoal goal;
  private final Boundary boundary;
  private int looks;
  private double nearest = Double.POSITIVE_INFINITY;
  private double smallestMargin;
  private boolean reached;

  RowWalk(Walk walk, float[] original, MarginGoal goal, Boundary boundary) {
    this.walk = walk;
    this.original = original;
    this.goal = goal;
    this.boundary = boundary;
  }

  Walk walk() {
    return walk;
  }

  /** Judges the original: there may be nothing to do, or nothing that may be done. */
  void begin(ActiveRows active, int row, FloatMatrix logits) {
    float[] ofRow = logits.row(row);
    reached = active.reached(logits, row);
    smallestMargin = goal.margin(ofRow);
    if (!logits.finite(row)) {
      active.end(row, EndReason.NON_FINITE, 0);
    } else if (goal.met(ofRow) || boundary.budget() == 0) {
      active.end(row, reason(EndReason.BUDGET), 0);
    }
  }

  /** Writes the next image, as the original plus a change in float32: that is what is judged. */
  void place(ActiveRows active, int row) {
    float[] images = active.samples().values();
    int at = row * original.length;
    walk.place(images, at);
    for (int i = 0; i < original.length; i++) {
      images[at + i] = original[i] + (images[at + i] - original[i]);
    }
  }

  /** Judges the image that was placed last and takes the walk on. */
  void look(ActiveRows active, int row, InputGradients gradients) {
    looks++;
    if (!gradients.logits().finite(row) || !Double.isFinite(walk.distance())) {
      active.end(row, reason(EndReason.NON_FINITE), looks);
      return;
    }
    Look look = new Look(gradients, row, goal);
    if (boundary.admits(walk.distance()) && better(look)) {
      active.keep(row);
      reached = active.reached(gradients.logits(), row);
    }
    if (looks == 1 && look.flat()) {
      active.end(row, reason(EndReason.ZERO_GRADIENT), looks);
    } else if (!walk.advance(look)) {
      active.end(row, reason(EndReason.BUDGET), looks);
    }
  }

  /** Takes note of the image if it is the best so far. */
  private boolean better(Look look) {
    if (look.met() && walk.distance() < nearest) {
      nearest = walk.distance();
      return true;
    }
    if (Double.isInfinite(nearest) && look.margin() < smallestMargin) {
      smallestMargin = look.margin();
      return true;
    }
    return false;
  }

  private EndReason reason(EndReason otherwise) {
    return reached ? EndReason.SUCCESS : otherwise;
  }
}
