package io.reflux.robustness.distillation;

import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.Images;
import io.reflux.robustness.training.TemperatureSoftmax;

/**
 * A teacher's class probabilities at temperature T over its training set, the labels that a student
 * learns (Papernot et al. 2016, section III-B).
 */
public final class SoftLabels {

  /** Images that are labelled at a time. */
  public static final int BATCH = 1000;

  private final Classifier teacher;
  private final TemperatureSoftmax softmax;

  /** Labels by a teacher at a temperature above 0. */
  public SoftLabels(Classifier teacher, double temperature) {
    this.teacher = teacher;
    this.softmax = new TemperatureSoftmax(temperature);
  }

  /** Is handed the labels as they are made, and asked whether to go on. */
  @FunctionalInterface
  public interface Sink {

    /**
     * Takes the next labels.
     *
     * @param first index of the first image labelled
     * @param labels {@code [images, classes]}
     */
    void accept(int first, FloatMatrix labels);

    /**
     * Asked before each batch; once true, labelling ends with {@link LabellingCancelledException}.
     */
    default boolean cancelled() {
      return false;
    }
  }

  /**
   * Labels every image.
   *
   * @param images what the teacher was trained on
   * @param sink handed {@link #BATCH} images at a time, in order
   * @return all labels, {@code [images, classes]}, each row adding up to 1
   * @throws LabellingCancelledException if the sink asks for it
   */
  public FloatMatrix of(Images images, Sink sink) {
    FloatMatrix all = FloatMatrix.zeros(images.size(), teacher.classes());
    for (int first = 0; first < images.size(); first += BATCH) {
      if (sink.cancelled()) {
        throw new LabellingCancelledException(first, images.size());
      }
      int end = Math.min(images.size(), first + BATCH);
      FloatMatrix batch = label(teacher.logits(images.range(first, end)));
      System.arraycopy(
          batch.values(), 0, all.values(), first * all.columns(), batch.values().length);
      sink.accept(first, batch);
    }
    return all;
  }

  private FloatMatrix label(FloatMatrix logits) {
    FloatMatrix labels = FloatMatrix.zeros(logits.rows(), logits.columns());
    for (int row = 0; row < logits.rows(); row++) {
      double[] probabilities = softmax.probabilities(logits.row(row));
      for (int k = 0; k < probabilities.length; k++) {
        labels.values()[row * labels.columns() + k] = (float) probabilities[k];
      }
    }
    return labels;
  }
}
