package io.reflux.robustness.evaluation.warning;

import static io.reflux.robustness.evaluation.warning.ReliabilityWarning.share;

import io.reflux.robustness.evaluation.rows.BoundaryResult.Excess;
import io.reflux.robustness.evaluation.verdict.AttackEvidence;
import io.reflux.robustness.evaluation.verdict.Disagreement;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.Optional;

/** Attacks on one model that contradict each other within a boundary. */
public sealed interface Contradiction extends ReliabilityWarning {

  /**
   * The share of rows from which to warn when the weaker kind of attack reaches what the stronger
   * leaves. AutoAttack warns from 0.2 points on a thousand images or more; of a hundred images one
   * is found or missed by the luck of a random start.
   */
  double EXCESS_THRESHOLD = 0.02;

  /**
   * An attack that its number type limits succeeds far less than another one.
   *
   * @param pair both
   */
  record AttacksDisagree(Disagreement pair) implements Contradiction {

    @Override
    public Optional<Boundary> scope() {
      return Optional.of(pair.weak().boundary());
    }

    @Override
    public String code() {
      return "attacks-disagree";
    }

    @Override
    public String cause() {
      return "an attack on probabilities in a fixed number type misses adversarial samples that another"
          + " attack within the same limit finds";
    }

    @Override
    public String evidence() {
      return pair.describe();
    }

    @Override
    public String advice() {
      return "report the stronger attack's success rate";
    }
  }

  /**
   * One step reaches rows that no search in many steps reaches.
   *
   * @param boundary within which
   * @param names the attacks that reach the rows
   * @param excess the rows, of those that both sides attacked
   */
  record SingleStepBeatsIterative(Boundary boundary, String names, Excess excess)
      implements Contradiction {

    @Override
    public Optional<Boundary> scope() {
      return Optional.of(boundary);
    }

    @Override
    public String code() {
      return "single-step-beats-iterative";
    }

    @Override
    public String cause() {
      return "many small steps along the gradient can do whatever one large step does, unless the"
          + " gradient misleads";
    }

    @Override
    public String evidence() {
      return "%s that %s reached, within %s"
          .formatted(
              share(excess.rows(), excess.of(), "rows were left by every iterative attack"),
              names,
              boundary.limit());
    }

    @Override
    public String advice() {
      return "lower the step size and raise the steps; then suspect the gradient";
    }
  }

  /**
   * An attack that only asks the model reaches rows that no attack with gradients reaches.
   *
   * @param boundary within which
   * @param names the attacks that reach the rows
   * @param excess the rows, of those that both sides attacked
   */
  record BlackBoxBeatsWhiteBox(Boundary boundary, String names, Excess excess)
      implements Contradiction {

    @Override
    public Optional<Boundary> scope() {
      return Optional.of(boundary);
    }

    @Override
    public String code() {
      return "black-box-beats-white-box";
    }

    @Override
    public String cause() {
      return "who sees the gradients can do whatever one does who only asks, unless the gradients"
          + " mislead";
    }

    @Override
    public String evidence() {
      return "%s that %s reached, within %s"
          .formatted(
              share(excess.rows(), excess.of(), "rows were left by every white-box attack"),
              names,
              boundary.limit());
    }

    @Override
    public String advice() {
      return "do not take failing gradient attacks as robustness; attack without gradients, or with"
          + " gradients of a smooth stand-in";
    }
  }

  /**
   * Images made on another model reach rows that no attack on the model itself reaches.
   *
   * @param boundary within which
   * @param names the attacks that reach the rows
   * @param excess the rows, of those that both sides attacked
   */
  record TransferBeatsWhiteBox(Boundary boundary, String names, Excess excess)
      implements Contradiction {

    @Override
    public Optional<Boundary> scope() {
      return Optional.of(boundary);
    }

    @Override
    public String code() {
      return "transfer-beats-white-box";
    }

    @Override
    public String cause() {
      return "images made on another model fool this one where attacks on its own gradients fail, so"
          + " these gradients mislead";
    }

    @Override
    public String evidence() {
      return "%s that %s reached, within %s"
          .formatted(
              share(excess.rows(), excess.of(), "rows were left by every white-box attack"),
              names,
              boundary.limit());
    }

    @Override
    public String advice() {
      return "do not take failing gradient attacks as robustness; attack with gradients of a stand-in";
    }
  }

  /**
   * More budget, less success.
   *
   * @param smaller the attack with the smaller budget
   * @param larger the same with the larger one
   */
  record CurveNotMonotone(AttackEvidence smaller, AttackEvidence larger) implements Contradiction {

    @Override
    public Optional<Boundary> scope() {
      return Optional.of(larger.boundary());
    }

    @Override
    public String code() {
      return "curve-not-monotone";
    }

    @Override
    public String cause() {
      return "every image within a smaller budget is within a larger one, so an attack that succeeds"
          + " less with more is not searching well";
    }

    @Override
    public String evidence() {
      return "%s within %s, but %s within %s"
          .formatted(
              smaller.describe(),
              smaller.boundary().limit(),
              larger.describe(),
              larger.boundary().limit());
    }

    @Override
    public String advice() {
      return "use a step size that suits the budget, and read the larger of the two rates";
    }
  }
}
