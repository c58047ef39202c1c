package io.reflux.robustness.evaluation.warning;

import static io.reflux.robustness.evaluation.warning.ReliabilityWarning.share;

import io.reflux.robustness.evaluation.RobustnessMetric;
import io.reflux.robustness.threat.Norm;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.Locale;

/** A reason to doubt the score of one attack. */
public sealed interface AttackWarning extends ReliabilityWarning {

  /**
   * Searches that found a derivative of exactly zero.
   *
   * @param ended how many searches
   * @param attempted of how many
   */
  record ZeroGradients(long ended, long attempted) implements AttackWarning {

    /**
     * The share from which to warn. Undistilled models end none of 900 searches this way, so one in
     * a hundred is already a property of the model.
     */
    public static final double THRESHOLD = 0.01;

    @Override
    public String code() {
      return "zero-gradients";
    }

    @Override
    public String cause() {
      return "the attack stopped where the derivative that it follows is exactly zero, which says"
          + " nothing about adversarial samples";
    }

    @Override
    public String evidence() {
      return share(ended, attempted, "searches ended with a zero gradient");
    }

    @Override
    public String advice() {
      return "look at attacks on logits, such as jsma-f-log, jsma-t or pgd-linf-margin, and at attacks"
          + " that need no gradients";
    }
  }

  /**
   * Searches that found no pair of features worth changing.
   *
   * @param ended how many searches
   * @param attempted of how many
   */
  record EmptyMaps(long ended, long attempted) implements AttackWarning {

    /**
     * The share from which to warn. A map can be empty for good reason, when no feature raises the
     * target, so this is above that of zero gradients; the T = 5 student ends 503 of 900 so.
     */
    public static final double THRESHOLD = 0.05;

    @Override
    public String code() {
      return "empty-maps";
    }

    @Override
    public String cause() {
      return "the attack stopped on a saliency map without a positive score, which in fixed-width"
          + " numbers happens when scores underflow";
    }

    @Override
    public String evidence() {
      return share(ended, attempted, "searches ended with an empty map");
    }

    @Override
    public String advice() {
      return "compare with jsma-f-log, whose map does not underflow";
    }
  }

  /**
   * Searches that met a logit or a derivative that is infinite or not a number.
   *
   * @param ended how many searches
   * @param attempted of how many
   */
  record NonFinite(long ended, long attempted) implements AttackWarning {

    @Override
    public String code() {
      return "non-finite";
    }

    @Override
    public String cause() {
      return "the model gives logits or gradients that are not finite numbers, and no attack can follow"
          + " those";
    }

    @Override
    public String evidence() {
      return share(ended, attempted, "searches met a number that is not finite");
    }

    @Override
    public String advice() {
      return "look for overflow in the model; a score over such searches measures it and not robustness";
    }
  }

  /**
   * A score of few samples.
   *
   * @param samples how many were attacked
   */
  record TooFewSamples(long samples) implements AttackWarning {

    /**
     * The paper's number. The interval of 100 independent samples is still 19 points wide at 50 %.
     */
    public static final int THRESHOLD = 100;

    @Override
    public String code() {
      return "too-few-samples";
    }

    @Override
    public String cause() {
      return "the targets of one sample are not independent, so the uncertainty is that of the"
          + " samples, not of the attempts";
    }

    @Override
    public String evidence() {
      return "%d samples were attacked, the paper attacked %d".formatted(samples, THRESHOLD);
    }

    @Override
    public String advice() {
      return "attack at least %d samples before comparing rates".formatted(THRESHOLD);
    }
  }

  /**
   * Distances that are bounded by the attack's budget.
   *
   * @param boundary the attack's
   * @param metric the robustness metric
   */
  record CensoredMetric(Boundary boundary, RobustnessMetric metric) implements AttackWarning {

    /**
     * The share of censored samples from which to warn. Each counts with the whole budget, some
     * nine times the paper's undistilled mean of 12 features, so one in twenty moves the mean by 40
     * %.
     */
    public static final double THRESHOLD = 0.05;

    @Override
    public String code() {
      return "censored-metric";
    }

    @Override
    public String cause() {
      return boundary.norm() == Norm.L0
          ? "samples that no target was reached for count with the attack's whole budget, so the"
              + " metric measures the budget and cannot exceed its ceiling"
          : "samples that the attack did not reach within its budget are missing from its distances,"
              + " which look too small";
    }

    @Override
    public String evidence() {
      return String.format(
          Locale.ROOT,
          "%s; the ceiling is %s",
          share(metric.censoredSamples(), metric.samples(), "samples were never reached"),
          boundary.norm() == Norm.L0
              ? String.format(Locale.ROOT, "%.2f %% of the features", 100 * metric.ceiling())
              : boundary.limit());
    }

    @Override
    public String advice() {
      return "read the metric as a lower bound, and look at the attack that reaches most samples";
    }
  }

  /**
   * An attack that may change everything and still fails.
   *
   * @param failed rows without an adversarial image
   * @param attempted all rows
   */
  record UnboundedAttackFails(long failed, long attempted) implements AttackWarning {

    @Override
    public String code() {
      return "unbounded-attack-below-100";
    }

    @Override
    public String cause() {
      return "an attack without a budget can turn an image into one of another class, so where it fails"
          + " the attack is broken or misled and not the model robust";
    }

    @Override
    public String evidence() {
      return share(failed, attempted, "searches without a budget failed");
    }

    @Override
    public String advice() {
      return "give it more steps, look at its end reasons, and try an attack that needs no gradients";
    }
  }

  /**
   * Searches that were still closing in on their goal when they had to stop: as many steps again
   * would have taken them there, if these brought as much as the second half of them did.
   *
   * <p>When it misleads: a search that slows down more than that gains less from more steps.
   *
   * @param stillClosing failed searches of which that holds
   * @param attempted all searches
   */
  record MoreStepsHelp(long stillClosing, long attempted) implements AttackWarning {

    /** The share of all searches from which to warn: the success rate may be so much too low. */
    public static final double THRESHOLD = 0.05;

    @Override
    public String code() {
      return "more-steps-help";
    }

    @Override
    public String cause() {
      return "searches that failed were still closing in on their goal when their steps were used up, so"
          + " the score depends on their number";
    }

    @Override
    public String evidence() {
      return share(
          stillClosing,
          attempted,
          "searches failed but gained as much in the second half of their steps as they lack");
    }

    @Override
    public String advice() {
      return "double queries, or steps of the same stepSize (left at 0 it shrinks as steps grow): if the"
          + " success rate stays the same, the attack has converged";
    }
  }

  /**
   * Searches along a gradient that end no closer to the goal than they began.
   *
   * @param noCloser failed searches that used up their steps and came no closer
   * @param attempted all searches
   */
  record LossNotRising(long noCloser, long attempted) implements AttackWarning {

    /**
     * The share of searches from which to warn. The first steps along a gradient that means
     * something bring all but a few images closer, whether they reach the goal or not.
     */
    public static final double THRESHOLD = 0.05;

    @Override
    public String code() {
      return "loss-not-rising";
    }

    @Override
    public String cause() {
      return "the attack followed the gradient and came no closer to its goal: the gradient does not"
          + " describe the model, or the steps are far too large";
    }

    @Override
    public String evidence() {
      return share(noCloser, attempted, "searches used up their steps and came no closer");
    }

    @Override
    public String advice() {
      return "check the gradient, try smaller steps, and look at attacks that need no gradients";
    }
  }
}
