package io.reflux.evaluator.scoring;

import static io.reflux.evaluator.scoring.Outcomes.missed;
import static io.reflux.evaluator.scoring.Outcomes.reached;
import static io.reflux.evaluator.scoring.Outcomes.reported;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.evaluation.SampleCell;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleOutcomesTest {

  @Test
  void outcomes_are_held_by_target_whatever_the_order_of_their_coming() {
    SampleOutcomes outcomes =
        SampleOutcomes.NONE
            .with(8, reported(reached(3, 8, 30), 1))
            .with(1, reported(missed(3, 1), 2))
            .with(5, reported(reached(3, 5, 10), 3));

    assertThat(outcomes.byTarget())
        .extracting(outcome -> outcome.summary().target())
        .containsExactly(1, 5, 8);
    assertThat(outcomes.of(5)).isEqualTo(reported(reached(3, 5, 10), 3));
    assertThat(outcomes.of(2)).isEmpty();
  }

  @Test
  void an_outcome_takes_the_place_of_the_one_before() {
    SampleOutcomes outcomes =
        SampleOutcomes.NONE
            .with(1, reported(reached(3, 1, 10), 1))
            .with(2, reported(reached(3, 2, 20), 1))
            .with(1, reported(missed(3, 1), 2));

    assertThat(outcomes.cell()).contains(new SampleCell(3, 2, 1, 20));
  }

  @Test
  void a_withdrawn_outcome_leaves_nothing() {
    SampleOutcomes one = SampleOutcomes.NONE.with(1, reported(missed(3, 1), 1));

    assertThat(one.with(2, Optional.empty())).isEqualTo(one);
    assertThat(one.with(1, Optional.empty())).isEqualTo(SampleOutcomes.NONE);
    assertThat(SampleOutcomes.NONE.cell()).isEmpty();
  }

  @Test
  void a_sample_without_success_has_no_smallest_l0() {
    SampleOutcomes outcomes = SampleOutcomes.NONE.with(1, reported(missed(3, 1), 1));

    assertThat(outcomes.cell()).contains(new SampleCell(3, 1, 0, SampleCell.NO_SUCCESS));
  }

  @Test
  void targets_out_of_order_are_refused() {
    ReportedOutcome outcome = reported(missed(3, 1), 1).orElseThrow();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SampleOutcomes(List.of(outcome, outcome)))
        .withMessage("targets must ascend without repetition, 1 came after 1");
  }
}
