package io.reflux.robustness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.attack.search.EndReason;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SampleCellsTest {

  private static final SampleCell REACHED = new SampleCell(258, 9, 3, 260);
  private static final SampleCell UNREACHED = new SampleCell(2, 9, 0, SampleCell.NO_SUCCESS);

  @Test
  void a_cell_is_eight_little_endian_bytes_and_cells_are_sorted() {
    byte[] encoded = SampleCells.encode(List.of(REACHED, UNREACHED));

    assertThat(HexFormat.of().formatHex(encoded))
        .isEqualTo("02000000" + "09" + "00" + "ffff" + "02010000" + "09" + "03" + "0401");
  }

  @Test
  void what_was_encoded_is_decoded() {
    byte[] encoded = SampleCells.encode(List.of(REACHED, UNREACHED));

    assertThat(SampleCells.decode(encoded)).containsExactly(UNREACHED, REACHED);
    assertThat(SampleCells.decode(new byte[0])).isEmpty();
  }

  @Test
  void half_a_cell_is_refused() {
    byte[] encoded = SampleCells.encode(List.of(REACHED));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleCells.decode(Arrays.copyOf(encoded, 7)))
        .withMessage("encoded cells must have a multiple of 8 bytes, had 7");
  }

  @Test
  void samples_that_come_twice_or_out_of_order_are_refused() {
    byte[] twice = HexFormat.of().parseHex("020000000900ffff020000000900ffff");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleCells.decode(twice))
        .withMessage("samples must ascend without repetition, 2 came after 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleCells.encode(List.of(REACHED, REACHED)));
  }

  @Test
  void a_cell_that_contradicts_itself_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleCells.decode(HexFormat.of().parseHex("0200000009000a00")))
        .withMessage("minimumL0 must be 65535 exactly without success, was 10 with 0 successes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleCell(0, 2, 3, 10))
        .withMessage("successes must be in [0, attempted = 2], were 3");
    assertThatIllegalArgumentException().isThrownBy(() -> new SampleCell(0, 256, 3, 10));
    assertThatIllegalArgumentException().isThrownBy(() -> new SampleCell(-1, 9, 3, 10));
  }

  @Test
  void a_tally_keeps_the_minimum_of_its_successes() {
    SampleTally tally =
        SampleTally.ZERO.plus(outcome(true, 40)).plus(outcome(false, 2)).plus(outcome(true, 12));

    assertThat(tally.cell(7)).isEqualTo(new SampleCell(7, 3, 2, 12));
  }

  @Test
  void a_tally_gives_back_what_is_taken_out_in_any_order() {
    SampleTally tally =
        SampleTally.ZERO
            .minus(outcome(true, 12))
            .plus(outcome(true, 40))
            .plus(outcome(true, 12))
            .plus(outcome(false, 0));

    assertThat(tally.cell(7)).isEqualTo(new SampleCell(7, 2, 1, 40));
    assertThat(tally.minus(outcome(true, 40)).minus(outcome(false, 9))).isEqualTo(SampleTally.ZERO);
  }

  @Test
  void half_a_correction_has_no_cell() {
    SampleTally half = SampleTally.ZERO.minus(outcome(true, 12)).plus(outcome(true, 40));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> half.cell(7))
        .withMessage("successes with 12 features must be >= 0, were -1");
  }

  private static OutcomeSummary outcome(boolean success, int l0) {
    return new OutcomeSummary(
        7,
        0,
        1,
        success ? EndReason.SUCCESS : EndReason.BUDGET,
        success,
        new Distortion(l0, 1, 1),
        OptionalDouble.empty(),
        OutcomeSummary.Course.UNKNOWN);
  }
}
