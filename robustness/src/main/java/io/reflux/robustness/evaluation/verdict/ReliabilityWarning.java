package io.reflux.robustness.evaluation.verdict;

import io.reflux.robustness.evaluation.RobustnessMetric;
import java.util.Locale;

/**
 * A reason to doubt a number, shown wherever the number is shown. Each has a code that programs can
 * look for, a cause, the evidence with its counts, and advice.
 */
public sealed interface ReliabilityWarning {

  /** A stable name in kebab case. */
  String code();

  /** Why the number may mislead. */
  String cause();

  /** What was counted. */
  String evidence();

  /** What to do about it. */
  String advice();

  /**
   * Searches that found a derivative of exactly zero.
   *
   * @param ended how many searches
   * @param attempted of how many
   */
  record ZeroGradients(long ended, long attempted) implements ReliabilityWarning {

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
      return "the attack stopped where the derivative of the target's probability is exactly zero,"
          + " which says nothing about adversarial samples";
    }

    @Override
    public String evidence() {
      return share(ended, attempted, "searches ended with a zero gradient");
    }

    @Override
    public String advice() {
      return "look at jsma-f-log and jsma-t on the same model";
    }
  }

  /**
   * Searches that found no pair of features worth changing.
   *
   * @param ended how many searches
   * @param attempted of how many
   */
  record EmptyMaps(long ended, long attempted) implements ReliabilityWarning {

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
   * A score of few samples.
   *
   * @param samples how many were attacked
   */
  record TooFewSamples(long samples) implements ReliabilityWarning {

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
   * A robustness metric that is bounded by the attack's budget.
   *
   * @param metric the metric
   */
  record CensoredMetric(RobustnessMetric metric) implements ReliabilityWarning {

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
      return "samples that no target was reached for count with the attack's whole budget, so the"
          + " metric measures the budget and cannot exceed its ceiling";
    }

    @Override
    public String evidence() {
      return String.format(
          Locale.ROOT,
          "%s; the ceiling is %.2f %% of the features",
          share(metric.censoredSamples(), metric.samples(), "samples were never reached"),
          100 * metric.ceiling());
    }

    @Override
    public String advice() {
      return "read the metric as a lower bound, and look at the attack that reaches most samples";
    }
  }

  /**
   * A model whose largest probability rounds to 1 on at least half of the test images.
   *
   * @param medianGap the median distance of the two largest logits
   * @param samples samples measured
   */
  record SaturatedSoftmax(double medianGap, long samples) implements ReliabilityWarning {

    /**
     * From this gap on, the largest probability rounds to 1 in float32: it is less than exp(-17.33)
     * away from 1, and what is within 2^-25 of 1 rounds to it.
     */
    public static final double THRESHOLD = 17.33;

    @Override
    public String code() {
      return "saturated-softmax";
    }

    @Override
    public String cause() {
      return "the logits are so far apart that softmax at T = 1 rounds to 1 and its derivative is"
          + " lost in float32";
    }

    @Override
    public String evidence() {
      return String.format(
          Locale.ROOT,
          "the median logit gap over %d test samples is %.1f; a probability rounds to 1 in float32"
              + " from %.1f on",
          samples,
          medianGap,
          THRESHOLD);
    }

    @Override
    public String advice() {
      return "do not take a failing attack on probabilities as robustness";
    }
  }

  /**
   * A model that is wrong on most images.
   *
   * @param accuracy on the test images at T = 1, a fraction
   * @param samples how many test images
   */
  record InaccurateModel(double accuracy, long samples) implements ReliabilityWarning {

    /** Below this accuracy there is nothing to defend. */
    public static final double THRESHOLD = VerdictRules.USEFUL_ACCURACY;

    @Override
    public String code() {
      return "inaccurate-model";
    }

    @Override
    public String cause() {
      return "the model is wrong on most test images, and what always answers the same cannot be"
          + " moved";
    }

    @Override
    public String evidence() {
      return share(Math.round(accuracy * samples), samples, "test images are classified correctly");
    }

    @Override
    public String advice() {
      return "train it better before judging its robustness";
    }
  }

  /**
   * The paper's attack succeeds far less than another one of the same budget.
   *
   * @param paper the paper's attack
   * @param other the stronger attack
   */
  record AttacksDisagree(AttackEvidence paper, AttackEvidence other) implements ReliabilityWarning {

    @Override
    public String code() {
      return "attacks-disagree";
    }

    @Override
    public String cause() {
      return "the paper's attack misses adversarial samples that another attack of the same budget"
          + " finds";
    }

    @Override
    public String evidence() {
      return new Disagreement(paper, other).describe();
    }

    @Override
    public String advice() {
      return "report the stronger attack's success rate";
    }
  }

  private static String share(long count, long of, String what) {
    return String.format(Locale.ROOT, "%d of %d (%.1f %%) %s", count, of, 100.0 * count / of, what);
  }
}
