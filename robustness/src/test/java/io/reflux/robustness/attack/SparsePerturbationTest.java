package io.reflux.robustness.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.network.FloatMatrix;
import org.junit.jupiter.api.Test;

class SparsePerturbationTest {

  private static final SparsePerturbation THREE_AND_FOUR =
      new SparsePerturbation(new int[] {0, 2}, new float[] {0.3f, -0.4f});

  @Test
  void distances_are_those_of_the_deltas() {
    assertThat(THREE_AND_FOUR.size()).isEqualTo(2);
    assertThat(THREE_AND_FOUR.l2()).isEqualTo(0.5f);
    assertThat(THREE_AND_FOUR.linf()).isEqualTo(0.4f);
  }

  @Test
  void the_sum_is_clipped_to_the_pixel_range() {
    assertThat(THREE_AND_FOUR.addTo(new float[] {0.9f, 0.5f, 0.1f})).containsExactly(1, 0.5f, 0);
  }

  @Test
  void every_grey_level_set_to_its_maximum_is_reproduced_exactly() {
    float[] grey = new float[256];
    float[] white = new float[256];
    for (int level = 0; level < 256; level++) {
      grey[level] = level / 255f;
      white[level] = 1;
    }

    SparsePerturbation perturbation =
        SparsePerturbation.between(
            new FloatMatrix(1, 256, grey), new FloatMatrix(1, 256, white), 0);

    assertThat(perturbation.size()).isEqualTo(255);
    assertThat(perturbation.addTo(grey)).containsExactly(white);
  }

  @Test
  void arrays_are_copied_in_and_out() {
    int[] indices = {0, 2};
    SparsePerturbation perturbation = new SparsePerturbation(indices, new float[] {0.3f, -0.4f});
    indices[0] = 1;
    perturbation.indices()[1] = 9;
    perturbation.deltas()[1] = 9;

    assertThat(perturbation).isEqualTo(THREE_AND_FOUR).hasSameHashCodeAs(THREE_AND_FOUR);
  }

  @Test
  void other_content_is_another_perturbation() {
    assertThat(THREE_AND_FOUR)
        .isNotEqualTo(new SparsePerturbation(new int[] {0, 3}, new float[] {0.3f, -0.4f}))
        .isNotEqualTo(new SparsePerturbation(new int[] {0, 2}, new float[] {0.3f, 0.4f}));
  }

  @Test
  void malformed_arrays_are_refused() {
    refuses("indices and deltas must be equally many", new int[] {1}, new float[0]);
    refuses("indices must be >= 0 and ascending", new int[] {-1}, new float[] {1});
    refuses("indices must be >= 0 and ascending", new int[] {2, 2}, new float[] {1, 1});
    refuses("deltas must be in [-1, 1] and not 0", new int[] {1}, new float[] {0});
    refuses("deltas must be in [-1, 1] and not 0", new int[] {1}, new float[] {1.5f});
    refuses("deltas must be in [-1, 1] and not 0", new int[] {1}, new float[] {Float.NaN});
  }

  @Test
  void an_original_that_is_too_small_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> THREE_AND_FOUR.addTo(new float[2]))
        .withMessage("original must have more than 2 features, had 2");
  }

  private static void refuses(String message, int[] indices, float[] deltas) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SparsePerturbation(indices, deltas))
        .withMessageContaining(message);
  }
}
