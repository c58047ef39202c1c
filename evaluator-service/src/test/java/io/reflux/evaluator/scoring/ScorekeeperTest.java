package io.reflux.evaluator.scoring;

import static io.reflux.evaluator.scoring.Outcomes.missed;
import static io.reflux.evaluator.scoring.Outcomes.reached;
import static io.reflux.evaluator.scoring.Outcomes.reported;
import static io.reflux.evaluator.scoring.Outcomes.setup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflux.evaluator.scoring.AttackFact.OutcomeKnown;
import io.reflux.evaluator.scoring.AttackFact.SetupKnown;
import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.rows.Row;
import io.reflux.robustness.evaluation.rows.RowTable;
import io.reflux.robustness.threat.Goal;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.OutcomeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScorekeeperTest {

  private static final AttackKey KEY = new AttackKey("m-1", "a-1");

  private final MapMemory memory = new MapMemory();
  private final List<ScoreUpdate> announced = new ArrayList<>();
  private Scorekeeper keeper = keeper();

  @Test
  void completion_is_announced_at_once_and_other_changes_wait() {
    tell(new SetupKnown(KEY, Optional.of(setup(2))));
    outcome(reached(0, 1, 10), 5);
    assertThat(announced).isEmpty();
    outcome(missed(0, 2), 6);

    assertThat(announced).hasSize(1);
    assertThat(announced.get(0).complete()).isTrue();
    assertThat(announced.get(0).rows().orElseThrow().attempted()).isEqualTo(2);
    keeper.announce();
    assertThat(announced).hasSize(1);
  }

  @Test
  void outcomes_may_come_before_the_announcement() {
    outcome(reached(0, 1, 10), 5);
    keeper.announce();
    assertThat(announced).hasSize(1);
    assertThat(announced.get(0).complete()).isFalse();

    tell(new SetupKnown(KEY, Optional.of(setup(1))));

    assertThat(announced).hasSize(2);
    assertThat(announced.get(1).complete()).isTrue();
  }

  @Test
  void an_attack_without_pairs_is_complete_when_it_is_announced() {
    tell(new SetupKnown(KEY, Optional.of(setup(0))));

    assertThat(announced).hasSize(1);
    assertThat(announced.get(0).rows()).contains(RowTable.EMPTY);
    assertThat(announced.get(0).standing().metric(9)).isEmpty();
  }

  @Test
  void what_was_not_announced_is_not_lost_by_a_restart() {
    tell(new SetupKnown(KEY, Optional.of(setup(2))));
    outcome(reached(0, 1, 10), 5);

    keeper = keeper();
    keeper.announce();

    assertThat(announced).hasSize(1);
    assertThat(announced.get(0).standing().score().attempted()).isEqualTo(1);
    keeper = keeper();
    keeper.announce();
    assertThat(announced).hasSize(1);
  }

  @Test
  void the_same_outcome_again_leaves_no_trace() {
    tell(new SetupKnown(KEY, Optional.of(setup(1))));
    outcome(reached(0, 1, 10), 5);
    AttackStanding before = memory.standing(KEY);

    outcome(reached(0, 1, 10), 99);
    tell(new SetupKnown(KEY, Optional.of(setup(1))));
    keeper.announce();

    assertThat(memory.standing(KEY)).isEqualTo(before);
    assertThat(announced).hasSize(1);
  }

  @Test
  void a_correction_of_a_complete_attack_waits_for_the_next_announcement() {
    tell(new SetupKnown(KEY, Optional.of(setup(1))));
    outcome(reached(0, 1, 10), 5);
    outcome(missed(0, 1), 6);
    assertThat(announced).hasSize(1);
    keeper.announce();

    assertThat(announced).hasSize(2);
    assertThat(announced.get(1).standing().score().successes()).isZero();
    assertThat(announced.get(1).standing().successesByL0()).isEqualTo(L0Counts.NONE);
    assertThat(announced.get(1).standing().samples().censored()).isEqualTo(1);
    assertThat(announced.get(1).asOf()).isEqualTo(Outcomes.START.plusSeconds(6));
  }

  @Test
  void the_smallest_l0_of_a_sample_can_grow_again() {
    tell(new SetupKnown(KEY, Optional.of(setup(2))));
    outcome(reached(0, 1, 10), 5);
    outcome(reached(0, 2, 30), 5);
    outcome(missed(0, 1), 6);
    keeper.announce();

    ScoreUpdate last = announced.get(announced.size() - 1);
    assertThat(last.standing().metric(2).orElseThrow().changedFeatures()).isEqualTo(30);
  }

  @Test
  void a_running_metric_leaves_out_samples_under_way() {
    tell(new SetupKnown(KEY, Optional.of(setup(4))));
    outcome(reached(0, 1, 10), 5);
    outcome(missed(0, 2), 5);
    outcome(reached(7, 1, 50), 5);
    AttackStanding standing = memory.standing(KEY);

    assertThat(standing.samples().seen()).isEqualTo(2);
    assertThat(standing.metric(2).orElseThrow().samples()).isEqualTo(1);
    assertThat(standing.metric(2).orElseThrow().changedFeatures()).isEqualTo(10);
    assertThat(standing.metric(0)).isEmpty();
  }

  @Test
  void a_success_beyond_the_budget_is_refused_before_anything_changes() {
    tell(new SetupKnown(KEY, Optional.of(setup(2))));
    AttackStanding before = memory.standing(KEY);

    assertThatThrownBy(() -> outcome(reached(0, 1, 113), 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a success must change at most maxFeatures = 112 features, changed 113");
    assertThat(memory.standing(KEY)).isEqualTo(before);
    assertThat(memory.ofAttack(KEY)).isEmpty();
  }

  @Test
  void an_announcement_below_known_successes_is_refused() {
    outcome(reached(0, 1, 113), 5);

    assertThatThrownBy(() -> tell(new SetupKnown(KEY, Optional.of(setup(2)))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(memory.standing(KEY).setup()).isEmpty();
  }

  @Test
  void a_withdrawn_announcement_leaves_the_attack_incomplete() {
    tell(new SetupKnown(KEY, Optional.of(setup(1))));
    outcome(reached(0, 1, 10), 5);
    tell(new SetupKnown(KEY, Optional.empty()));
    keeper.announce();

    assertThat(announced.get(announced.size() - 1).complete()).isFalse();
  }

  @Test
  void an_outcome_of_another_goal_or_beyond_the_budget_is_refused() {
    AttackSpec bounded = AttackSpec.of(AttackMode.PGD_LINF, 0.3);
    tell(new SetupKnown(KEY, Optional.of(setup(2, bounded))));

    assertThatThrownBy(() -> outcome(reached(0, 1, 10), 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target must be the true class 0, since the attack is untargeted, was 1");
    assertThatThrownBy(() -> outcome(reached(0, 0, 10), 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a success must be within Linf 0.3, was at 1.0");
    assertThat(memory.ofAttack(KEY)).isEmpty();
  }

  @Test
  void an_attack_in_another_norm_has_rows_in_it_and_no_metric() {
    AttackSpec nearest =
        AttackSpec.of(AttackMode.CW_L2, Double.POSITIVE_INFINITY).withGoal(Goal.UNTARGETED);
    tell(new SetupKnown(KEY, Optional.of(setup(1, nearest))));
    outcome(reached(0, 0, 784), 5);

    assertThat(announced.get(0).rows().orElseThrow().rows())
        .containsExactly(new Row(0, 0, 784, 28));
    assertThat(announced.get(0).standing().metric(9)).isEmpty();
  }

  private Scorekeeper keeper() {
    return new Scorekeeper(memory, (key, update) -> announced.add(update));
  }

  private void outcome(OutcomeSummary summary, long seconds) {
    tell(
        new OutcomeKnown(
            new OutcomeKey("m-1", "a-1", summary.sample(), summary.target()),
            reported(summary, seconds)));
  }

  private void tell(AttackFact fact) {
    fact.tell(keeper);
  }
}
