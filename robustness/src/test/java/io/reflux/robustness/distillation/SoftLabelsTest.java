package io.reflux.robustness.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.Images;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoftLabelsTest {

  private static final ImageShape ONE_PIXEL = new ImageShape(1, 1, 1);

  @Test
  void a_label_is_the_softmax_of_the_logits_over_the_temperature() {
    SoftLabels labels = new SoftLabels(new TwoClasses(), 2);

    FloatMatrix made = labels.of(images(1), (first, batch) -> {});

    assertThat(made.values()[0]).isCloseTo(0.7310586f, within(1e-6f));
    assertThat(made.values()[1]).isCloseTo(0.2689414f, within(1e-6f));
  }

  @Test
  void labels_are_handed_out_in_batches_and_returned_together() {
    List<Integer> firsts = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();

    FloatMatrix all =
        new SoftLabels(new TwoClasses(), 2)
            .of(
                images(2 * SoftLabels.BATCH + 1),
                (first, batch) -> {
                  firsts.add(first);
                  sizes.add(batch.rows());
                });

    assertThat(firsts).containsExactly(0, SoftLabels.BATCH, 2 * SoftLabels.BATCH);
    assertThat(sizes).containsExactly(SoftLabels.BATCH, SoftLabels.BATCH, 1);
    assertThat(all.rows()).isEqualTo(2 * SoftLabels.BATCH + 1);
  }

  @Test
  void labelling_stops_between_batches_when_it_is_cancelled() {
    List<Integer> firsts = new ArrayList<>();
    SoftLabels.Sink impatient =
        new SoftLabels.Sink() {
          @Override
          public void accept(int first, FloatMatrix labels) {
            firsts.add(first);
          }

          @Override
          public boolean cancelled() {
            return !firsts.isEmpty();
          }
        };

    assertThatThrownBy(
            () -> new SoftLabels(new TwoClasses(), 2).of(images(2 * SoftLabels.BATCH), impatient))
        .isInstanceOf(LabellingCancelledException.class)
        .hasMessage("labelling was cancelled with 1000 of 2000 images labelled");
    assertThat(firsts).containsExactly(0);
  }

  private static Images images(int count) {
    return Images.of(ONE_PIXEL, FloatMatrix.zeros(count, 1));
  }

  /** Gives the logits 2 and 0 to every image. */
  private static final class TwoClasses implements Classifier {

    @Override
    public ImageShape shape() {
      return ONE_PIXEL;
    }

    @Override
    public int classes() {
      return 2;
    }

    @Override
    public FloatMatrix logits(FloatMatrix x) {
      FloatMatrix logits = FloatMatrix.zeros(x.rows(), 2);
      for (int row = 0; row < x.rows(); row++) {
        logits.values()[2 * row] = 2;
      }
      return logits;
    }

    @Override
    public InputGradients inputGradients(FloatMatrix x, LogitSeeds seeds) {
      throw new UnsupportedOperationException("labelling asks for no gradients");
    }
  }
}
