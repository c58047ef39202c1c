package io.reflux.robustness.attack.minimal;

import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.InputGradients;

/** What the model says about one image; every logit is finite. */
public final class Look {

  private final InputGradients gradients;
  private final int row;
  private final float[] logits;
  private final double margin;
  private final boolean met;

  /**
   * A look.
   *
   * @param gradients of all rows
   * @param row which of them is meant
   */
  Look(InputGradients gradients, int row, MarginGoal goal) {
    this.gradients = gradients;
    this.row = row;
    logits = gradients.logits().row(row);
    margin = goal.margin(logits);
    met = goal.met(logits);
  }

  /** The logits of the image, {@code [classes]}; not to be written to. */
  public float[] logits() {
    return logits;
  }

  /** How far the goal is away, in logits: {@link MarginGoal#margin}. */
  public double margin() {
    return margin;
  }

  /** Whether the goal is met, with the confidence asked for. */
  public boolean met() {
    return met;
  }

  /** The values of a product for all rows; those of this one start at {@link #offset}. */
  public float[] product(int index) {
    return gradients.gradients().get(index).values();
  }

  /** Where the values of this row start. */
  public int offset() {
    return row * gradients.gradients().get(0).columns();
  }

  /** Whether every derivative is exactly zero. */
  boolean flat() {
    for (FloatMatrix gradient : gradients.gradients()) {
      for (int i = offset(); i < offset() + gradient.columns(); i++) {
        if (gradient.values()[i] != 0) {
          return false;
        }
      }
    }
    return true;
  }
}
