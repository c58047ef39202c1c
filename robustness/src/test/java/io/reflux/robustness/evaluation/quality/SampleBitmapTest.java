package io.reflux.robustness.evaluation.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SampleBitmapTest {

  private final SampleBitmap bitmap =
      SampleBitmap.of(
          new boolean[] {true, false, true, false, false, false, false, false, false, true});

  @Test
  void sample_i_is_bit_i_least_significant_first() {
    assertThat(bitmap.toBytes()).containsExactly(0b101, 0b10);
  }

  @Test
  void what_was_written_is_read() {
    assertThat(SampleBitmap.of(bitmap.toBytes(), 10)).isEqualTo(bitmap).hasSameHashCodeAs(bitmap);
  }

  @Test
  void samples_without_a_yes_still_take_their_bytes() {
    assertThat(SampleBitmap.of(new boolean[17]).toBytes()).containsExactly(0, 0, 0);
  }

  @Test
  void the_first_samples_with_a_yes_are_found() {
    assertThat(bitmap.first(2)).containsExactly(0, 2);
    assertThat(bitmap.first(5)).containsExactly(0, 2, 9);
    assertThat(bitmap.count()).isEqualTo(3);
  }

  @Test
  void a_sample_that_is_not_there_has_no_answer() {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> bitmap.get(10));
  }

  @Test
  void bytes_that_do_not_fit_the_size_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleBitmap.of(new byte[1], 10))
        .withMessage("a bitmap of 10 samples must have 2 bytes, had 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleBitmap.of(new byte[] {0, 4}, 10))
        .withMessage("a bitmap of 10 samples has bit 10 set");
  }
}
