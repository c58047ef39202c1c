package io.reflux.evaluator.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.evaluator.scoring.L0Counts.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class L0CountsTest {

  @Test
  void counts_ascend_by_features_whatever_the_order_of_adding() {
    L0Counts counts = L0Counts.NONE.plus(40, 1).plus(7, 1).plus(112, 1).plus(7, 1);

    assertThat(counts.entries())
        .containsExactly(new Entry(7, 2), new Entry(40, 1), new Entry(112, 1));
    assertThat(counts.largest()).isEqualTo(112);
    assertThat(counts).isEqualTo(L0Counts.of(counts.entries()));
  }

  @Test
  void taking_away_undoes_adding() {
    L0Counts counts = L0Counts.NONE.plus(7, 1).plus(40, 1);

    assertThat(counts.plus(20, 1).plus(20, -1)).isEqualTo(counts).hasSameHashCodeAs(counts);
    assertThat(counts.plus(7, -1).plus(40, -1)).isEqualTo(L0Counts.NONE);
    assertThat(L0Counts.NONE.largest()).isZero();
  }

  @Test
  void a_count_is_not_changed_by_the_next_one() {
    L0Counts before = L0Counts.NONE.plus(7, 1);

    L0Counts after = before.plus(7, 1);

    assertThat(before.entries()).containsExactly(new Entry(7, 1));
    assertThat(after.entries()).containsExactly(new Entry(7, 2));
  }

  @Test
  void entries_out_of_order_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> L0Counts.of(List.of(new Entry(7, 1), new Entry(7, 1))))
        .withMessage("features must ascend, 7 came after 7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Entry(7, 0))
        .withMessage("successes must not be 0");
  }
}
