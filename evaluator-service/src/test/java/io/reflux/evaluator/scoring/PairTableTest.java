package io.reflux.evaluator.scoring;

import static io.reflux.evaluator.scoring.Outcomes.missed;
import static io.reflux.evaluator.scoring.Outcomes.reached;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflux.robustness.evaluation.SampleCell;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairTableTest {

  @Test
  void the_worst_case_breaks_what_either_attack_breaks() {
    PairTable one = PairTable.of(List.of(reached(0, 1, 40), missed(0, 2), missed(5, 1)));
    PairTable other = PairTable.of(List.of(missed(0, 1), reached(0, 2, 20), missed(5, 1)));

    PairTable worst = one.or(other);

    assertThat(worst.attempted()).isEqualTo(3);
    assertThat(worst.reached()).isEqualTo(2);
    assertThat(worst.cells())
        .containsExactly(
            new SampleCell(0, 2, 2, 20), new SampleCell(5, 1, 0, SampleCell.NO_SUCCESS));
    assertThat(other.or(one)).isEqualTo(worst);
  }

  @Test
  void two_attacks_on_the_same_pair_are_one_pair() {
    PairTable one = PairTable.of(List.of(reached(0, 1, 40)));

    assertThat(one.or(one)).isEqualTo(one);
  }

  @Test
  void pairs_of_different_samples_stand_side_by_side() {
    PairTable one = PairTable.of(List.of(reached(9, 1, 40)));
    PairTable other = PairTable.of(List.of(missed(3, 2)));

    assertThat(one.or(other).cells()).extracting(SampleCell::sample).containsExactly(3, 9);
    assertThat(PairTable.EMPTY.or(one)).isEqualTo(one);
  }

  @Test
  void a_reached_target_must_have_been_attempted() {
    BitSet second = new BitSet();
    second.set(2);

    assertThatThrownBy(() -> new SamplePairs(0, new BitSet(), second, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reached targets must have been attempted, {2} were not");
  }

  @Test
  void samples_ascend() {
    SamplePairs pairs = SamplePairs.of(List.of(missed(3, 1)));

    assertThatThrownBy(() -> new PairTable(List.of(pairs, pairs)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("samples must ascend without repetition, 3 came after 3");
  }
}
