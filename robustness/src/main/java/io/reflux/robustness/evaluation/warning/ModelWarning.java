package io.reflux.robustness.evaluation.warning;

import static io.reflux.robustness.evaluation.warning.ReliabilityWarning.share;

import io.reflux.robustness.evaluation.verdict.VerdictRules;
import java.util.Locale;

/** A reason to doubt every score of a model. */
public sealed interface ModelWarning extends ReliabilityWarning {

  /**
   * A model that is wrong on most images.
   *
   * @param accuracy on the test images at T = 1, a fraction
   * @param samples how many test images
   */
  record InaccurateModel(double accuracy, long samples) implements ModelWarning {

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
   * A model whose largest probability rounds to 1 on at least half of the test images.
   *
   * @param medianGap the median distance of the two largest logits
   * @param samples samples measured
   */
  record SaturatedSoftmax(double medianGap, long samples) implements ModelWarning {

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
   * A model that gives other logits when asked again.
   *
   * @param unrepeatable outcomes that show it
   * @param attempted of how many
   */
  record RandomisedOutput(long unrepeatable, long attempted) implements ModelWarning {

    @Override
    public String code() {
      return "randomised-output";
    }

    @Override
    public String cause() {
      return "the model gives other logits when asked about the same image again, so an attack sees one"
          + " draw and is judged by another";
    }

    @Override
    public String evidence() {
      return share(unrepeatable, attempted, "images got other logits when asked about again");
    }

    @Override
    public String advice() {
      return "attack the average over many draws, and judge by an average too";
    }
  }
}
