package io.reflux.evaluator.storage;

import static io.reflux.evaluator.scoring.Outcomes.START;
import static io.reflux.evaluator.scoring.Outcomes.missed;
import static io.reflux.evaluator.scoring.Outcomes.reached;
import static io.reflux.evaluator.scoring.Outcomes.setup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflux.evaluator.scoring.AttackStanding;
import io.reflux.evaluator.scoring.L0Counts;
import io.reflux.evaluator.scoring.ReportedOutcome;
import io.reflux.evaluator.scoring.SampleOutcomes;
import io.reflux.evaluator.scoring.SampleSums;
import io.reflux.evaluator.scoring.ScoreUpdate;
import io.reflux.robustness.attack.search.EndReason;
import io.reflux.robustness.evaluation.OutcomeSums;
import io.reflux.robustness.evaluation.SampleCell;
import io.reflux.robustness.evaluation.rows.RowTable;
import io.reflux.robustness.threat.Norm;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CodecTest {

  private static final AttackStanding STANDING =
      new AttackStanding(
          Optional.of(setup(2)),
          OutcomeSums.ZERO.plus(reached(3, 255, 40)).plus(missed(70_000, 1)),
          L0Counts.of(List.of(new L0Counts.Entry(40, 1))),
          SampleSums.ZERO
              .plus(new SampleCell(3, 1, 1, 40))
              .plus(new SampleCell(70_000, 1, 0, SampleCell.NO_SUCCESS)),
          START.plusSeconds(9));

  @Test
  void outcomes_come_back_as_they_were() {
    SampleOutcomesCodec codec = new SampleOutcomesCodec();
    SampleOutcomes outcomes =
        new SampleOutcomes(
            List.of(
                new ReportedOutcome(missed(70_000, 1), START.plusMillis(1)),
                new ReportedOutcome(reached(70_000, 255, 40), START)));

    assertThat(codec.decode(codec.encode(outcomes))).isEqualTo(outcomes);
    assertThat(codec.decode(codec.encode(SampleOutcomes.NONE))).isEqualTo(SampleOutcomes.NONE);
  }

  @Test
  void standings_come_back_as_they_were() {
    RememberedStanding.StoredForm codec = new RememberedStanding.StoredForm();
    RememberedStanding known = new RememberedStanding(STANDING, false);
    RememberedStanding unknown = new RememberedStanding(AttackStanding.UNKNOWN, true);

    assertThat(codec.decode(codec.encode(known))).isEqualTo(known);
    assertThat(codec.decode(codec.encode(unknown))).isEqualTo(unknown);
  }

  @Test
  void counts_of_any_size_come_back_as_they_were() {
    StandingCodec codec = new StandingCodec();
    AttackStanding large =
        new AttackStanding(
            Optional.empty(),
            OutcomeSums.ZERO,
            L0Counts.of(
                List.of(
                    new L0Counts.Entry(127, 128),
                    new L0Counts.Entry(16_384, Long.MAX_VALUE),
                    new L0Counts.Entry(Integer.MAX_VALUE, -1))),
            SampleSums.ZERO,
            START);

    assertThat(codec.decode(codec.encode(large))).isEqualTo(large);
  }

  @Test
  void a_number_that_never_ends_is_refused() {
    byte[] endless = new byte[11];
    Arrays.fill(endless, (byte) 0xff);

    assertThatThrownBy(
            () -> VariableNumbers.read(new DataInputStream(new ByteArrayInputStream(endless))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a number must have at most 64 bits");
  }

  @Test
  void every_end_reason_has_a_code_of_its_own() {
    for (EndReason reason : EndReason.values()) {
      assertThat(EndReasonCodes.reason(EndReasonCodes.code(reason))).isEqualTo(reason);
    }
    assertThatThrownBy(() -> EndReasonCodes.reason(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no end reason has the code 0");
  }

  @Test
  void updates_come_back_with_and_without_rows() {
    ScoreUpdateCodec codec = new ScoreUpdateCodec();
    RowTable rows = RowTable.of(List.of(reached(3, 255, 40), missed(70_000, 1)), Norm.L2);
    ScoreUpdate whole = new ScoreUpdate(STANDING, Optional.of(rows), START);
    ScoreUpdate running = new ScoreUpdate(AttackStanding.UNKNOWN, Optional.empty(), START);

    assertThat(codec.decode(codec.encode(whole))).isEqualTo(whole);
    assertThat(codec.decode(codec.encode(running))).isEqualTo(running);
  }

  @Test
  void bytes_of_another_layout_are_refused() {
    StandingCodec codec = new StandingCodec();
    byte[] bytes = codec.encode(STANDING);
    bytes[0] = 2;

    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layout version must be 3, was 2");
  }

  @Test
  void bytes_that_are_cut_or_too_many_are_refused() {
    StandingCodec codec = new StandingCodec();
    byte[] bytes = codec.encode(STANDING);

    assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the bytes end too early");
    assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 bytes are left over");
  }
}
