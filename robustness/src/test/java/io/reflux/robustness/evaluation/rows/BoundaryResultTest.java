package io.reflux.robustness.evaluation.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.evaluation.WilsonInterval;
import io.reflux.robustness.threat.Goal;
import io.reflux.robustness.threat.Norm;
import io.reflux.robustness.threat.ThreatModel.Boundary;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundaryResultTest {

  private static final Boundary LINF = new Boundary(Norm.LINF, 0.3, Goal.UNTARGETED);
  private static final Boundary L2 = new Boundary(Norm.L2, 1, Goal.UNTARGETED);

  @Test
  void a_sample_is_broken_if_any_attack_breaks_it_and_not_by_an_average() {
    BoundaryResult result =
        within(
            LINF,
            AttackFixture.reaching(AttackMode.PGD_LINF, 0.3, 10, 0, 1, 2),
            AttackFixture.reaching(AttackMode.SQUARE_LINF, 0.3, 10, 2, 3),
            AttackFixture.reaching(AttackMode.NOISE_LINF, 0.3, 10, 9));

    assertThat(result.broken()).isEqualTo(5);
    assertThat(result.samples()).isEqualTo(10);
    assertThat(result.rate()).hasValue(0.5);
    assertThat(result.interval()).isEqualTo(WilsonInterval.of(5, 10));
  }

  @Test
  void an_attack_with_a_smaller_budget_counts_and_one_with_a_larger_does_not() {
    BoundaryResult result =
        within(
            LINF,
            AttackFixture.reaching(AttackMode.PGD_LINF, 0.1, 10, 0),
            AttackFixture.reaching(AttackMode.PGD_LINF, 0.5, 10, 5));

    assertThat(result.broken()).isEqualTo(1);
    assertThat(result.attacks()).hasSize(1);
    assertThat(result.atFullBudget()).isEmpty();
  }

  @Test
  void an_attack_for_the_smallest_change_counts_up_to_the_budget() {
    BoundaryResult result = within(L2, AttackFixture.unbounded(AttackMode.CW_L2, 0.4, 1, 1.1, 7));

    assertThat(result.broken()).isEqualTo(2);
    assertThat(result.samples()).isEqualTo(4);
    assertThat(result.atFullBudget()).hasSize(1);
  }

  @Test
  void no_norm_counts_in_another() {
    ModelAttacks attacks =
        new ModelAttacks(
            List.of(
                AttackFixture.reaching(AttackMode.PGD_LINF, 0.3, 10, 0, 1),
                AttackFixture.reaching(AttackMode.PGD_L2, 1, 10, 5)));

    assertThat(attacks.boundaries()).extracting(BoundaryResult::boundary).containsExactly(L2, LINF);
    assertThat(attacks.boundaries()).extracting(BoundaryResult::broken).containsExactly(1, 2);
  }

  @Test
  void a_sample_that_became_a_certain_class_has_left_its_own_but_not_the_reverse() {
    AttackRows targeted =
        AttackFixture.rows(AttackSpec.of(AttackMode.PGD_LINF, 0.3).withGoal(Goal.TARGETED), 10, 27);
    AttackRows untargeted = AttackFixture.reaching(AttackMode.PGD_LINF, 0.3, 3, 2);

    assertThat(within(LINF, targeted, untargeted).worstCase().attempted()).isEqualTo(3);
    assertThat(within(LINF, targeted, untargeted).broken()).isEqualTo(3);
    BoundaryResult certain =
        within(new Boundary(Norm.LINF, 0.3, Goal.TARGETED), targeted, untargeted);
    assertThat(certain.worstCase().attempted()).isEqualTo(27);
    assertThat(certain.worstCase().reached()).isEqualTo(10);
    assertThat(certain.broken()).isEqualTo(2);
  }

  @Test
  void attacks_without_a_budget_make_no_boundary() {
    ModelAttacks attacks =
        new ModelAttacks(List.of(AttackFixture.unbounded(AttackMode.CW_L2, 0.4, 0.5)));

    assertThat(attacks.boundaries()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> attacks.within(new Boundary(Norm.L2, Double.POSITIVE_INFINITY, Goal.UNTARGETED)))
        .withMessage("budget must be finite: every model breaks without one");
  }

  @Test
  void an_excess_is_of_the_rows_that_both_sides_attacked() {
    AttackRows square = AttackFixture.reaching(AttackMode.SQUARE_LINF, 0.3, 20, 0, 3, 4, 15);
    AttackRows descent = AttackFixture.reaching(AttackMode.PGD_LINF, 0.3, 10, 0, 1);
    BoundaryResult result = within(LINF, square, descent);

    assertThat(result.excess(List.of(square), List.of(descent)))
        .isEqualTo(new BoundaryResult.Excess(2, 10));
    assertThat(result.excess(List.of(square), List.of()).share()).isZero();
  }

  @Test
  void pairs_are_those_of_targeted_attacks_on_features_at_their_largest_budget() {
    ModelAttacks attacks =
        new ModelAttacks(
            List.of(
                AttackFixture.saliency("jsma-f-log", 100, 900),
                AttackFixture.rows(AttackSpec.of("jsma-f-log", 1, 40), 50, 900),
                AttackFixture.untargeted(AttackMode.PGD_LINF, 0.3, 90, 100)));

    BoundaryResult pairs = attacks.pairs().orElseThrow();

    assertThat(pairs.boundary()).isEqualTo(new Boundary(Norm.L0, 112, Goal.TARGETED));
    assertThat(pairs.worstCase().reached()).isEqualTo(100);
    assertThat(pairs.worstCase().attempted()).isEqualTo(900);
  }

  private static BoundaryResult within(Boundary boundary, AttackRows... attacks) {
    return new ModelAttacks(List.of(attacks)).within(boundary);
  }
}
