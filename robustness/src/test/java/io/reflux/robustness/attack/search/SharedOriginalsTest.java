package io.reflux.robustness.attack.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.attack.DenseClassifier;
import io.reflux.robustness.network.Classifier;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.InputGradients;
import io.reflux.robustness.network.LogitSeeds;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SharedOriginalsTest {

  private static final int CLASSES = 4;
  private static final DenseClassifier MODEL = DenseClassifier.twoLayers(3, 5, 6, CLASSES, 7);
  private static final FloatMatrix IMAGES =
      new FloatMatrix(2, 5, new float[] {0, 0.5f, 1, 0.25f, 0, 1, 1, 0, 0.75f, 0.5f});

  /** Which image each row holds. */
  static Stream<int[]> rows() {
    return Stream.of(
        new int[] {0, 0, 0, 1, 1, 1}, new int[] {0, 1, 0, 1, 1}, new int[] {1, 0}, new int[] {0});
  }

  @ParameterizedTest
  @MethodSource("rows")
  void every_row_has_the_logits_and_products_of_its_own(int[] images) {
    FloatMatrix originals = IMAGES.select(images);
    LogitSeeds seeds = new RowSeeds();

    InputGradients shared = new SharedOriginals(originals, images).gradients(MODEL, seeds);

    InputGradients apart = MODEL.inputGradients(originals, seeds);
    assertThat(shared.logits().values()).isEqualTo(apart.logits().values());
    for (int k = 0; k < seeds.count(); k++) {
      assertThat(shared.gradients().get(k).values()).isEqualTo(apart.gradients().get(k).values());
    }
  }

  @Test
  void rows_of_one_image_share_its_forward_pass() {
    int[] images = {0, 0, 0, 1, 1, 1};
    RowCounter counter = new RowCounter();

    new SharedOriginals(IMAGES.select(images), images).gradients(counter, new RowSeeds());

    assertThat(counter.rows).isEqualTo(2);
  }

  @Test
  void rows_that_name_one_sample_and_differ_are_kept_apart() {
    RowCounter counter = new RowCounter();

    new SharedOriginals(IMAGES, new int[] {7, 7}).gradients(counter, new RowSeeds());

    assertThat(counter.rows).isEqualTo(2);
  }

  /** Two seeds that depend on the row and its logits. */
  private static final class RowSeeds implements LogitSeeds {

    @Override
    public int count() {
      return 2;
    }

    @Override
    public void fill(int row, float[] logits, float[][] seeds) {
      for (int k = 0; k < logits.length; k++) {
        seeds[0][k] = row + 1 + k;
        seeds[1][k] = logits[k] - row;
      }
    }
  }

  private static final class RowCounter implements Classifier {

    private int rows;

    @Override
    public ImageShape shape() {
      return MODEL.shape();
    }

    @Override
    public int classes() {
      return CLASSES;
    }

    @Override
    public FloatMatrix logits(FloatMatrix x) {
      throw new AssertionError("only gradients are wanted");
    }

    @Override
    public InputGradients inputGradients(FloatMatrix x, LogitSeeds seeds) {
      rows += x.rows();
      return MODEL.inputGradients(x, seeds);
    }
  }
}
