package io.reflux.robustness.attack.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.network.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttackBatchTest {

  @Test
  void every_sample_meets_every_class_but_its_own() {
    FloatMatrix images = new FloatMatrix(2, 1, new float[] {0.25f, 0.75f});

    AttackBatch batch = AttackBatch.allTargets(images, new int[] {8, 9}, new int[] {0, 2}, 3);

    assertThat(batch.targets()).containsExactly(1, 2, 0, 1);
    assertThat(batch.originals().values()).containsExactly(0.25f, 0.25f, 0.75f, 0.75f);
    assertThat(batch.sample(1)).isEqualTo(8);
    assertThat(batch.sample(2)).isEqualTo(9);
    assertThat(batch.source(3)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.001f, 1.001f, Float.NaN, Float.POSITIVE_INFINITY})
  void pixels_outside_the_range_are_refused(float pixel) {
    FloatMatrix images = new FloatMatrix(1, 3, new float[] {0, pixel, 1});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AttackBatch(images, new int[1], new int[1], new int[] {1}))
        .withMessage("row 0: pixels must be in [0, 1], feature 1 was " + pixel);
  }

  @Test
  void a_target_that_is_the_source_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AttackBatch(FloatMatrix.zeros(1, 3), new int[1], new int[] {5}, new int[] {5}))
        .withMessage("row 0: target must not be the source class 5");
  }

  @Test
  void every_array_has_one_entry_a_row() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AttackBatch(FloatMatrix.zeros(2, 3), new int[2], new int[1], new int[] {1, 1}))
        .withMessage("sources must have one entry for each of the 2 rows, had 1");
  }
}
