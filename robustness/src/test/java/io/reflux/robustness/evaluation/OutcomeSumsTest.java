package io.reflux.robustness.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.attack.search.EndReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeSumsTest {

  private static final OutcomeSummary FIRST_SUCCESS =
      outcome(EndReason.SUCCESS, true, new Distortion(2, 1.5, 1), OptionalDouble.of(-2));

  private static final OutcomeSummary SECOND_SUCCESS =
      outcome(EndReason.SUCCESS, true, new Distortion(6, 2.5, 0.5), OptionalDouble.of(-4));

  private static final OutcomeSummary FAILURE =
      outcome(EndReason.ZERO_GRADIENT, false, new Distortion(40, 6, 1), OptionalDouble.of(-170.5));

  private static final OutcomeSummary UNKNOWN_AMPLITUDE =
      outcome(EndReason.NON_FINITE, false, Distortion.NONE, OptionalDouble.empty());

  @Test
  void a_score_of_four_outcomes_is_the_one_computed_by_hand() {
    AttackScore score =
        new AttackScore(sum(List.of(FIRST_SUCCESS, FAILURE, SECOND_SUCCESS, UNKNOWN_AMPLITUDE)));

    assertThat(score.successRate()).hasValue(0.5);
    assertThat(score.interval()).isEqualTo(WilsonInterval.of(2, 4));
    assertThat(score.meanL0()).hasValue(4);
    assertThat(score.meanL2()).hasValue(2);
    assertThat(score.meanLinf()).hasValue(0.75);
    assertThat(score.ended(EndReason.ZERO_GRADIENT)).isEqualTo(1);
    assertThat(score.shareEnded(EndReason.SUCCESS)).isEqualTo(0.5);
    assertThat(score.sums().gradients().samples()).isEqualTo(3);
    assertThat(score.sums().gradients().float32Zeros()).isEqualTo(1);
  }

  @Test
  void means_are_absent_without_success() {
    AttackScore score = new AttackScore(sum(List.of(FAILURE)));

    assertThat(score.successRate()).hasValue(0);
    assertThat(score.meanL0()).isEmpty();
    assertThat(score.meanL2()).isEmpty();
    assertThat(score.meanLinf()).isEmpty();
  }

  @Test
  void a_rate_is_absent_without_attempts() {
    AttackScore score = new AttackScore(OutcomeSums.ZERO);

    assertThat(score.successRate()).isEmpty();
    assertThat(score.interval()).isEqualTo(new WilsonInterval(0, 1));
    assertThat(score.shareEnded(EndReason.EMPTY_MAP)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void any_order_of_arrival_gives_the_same_sums(long seed) {
    List<OutcomeSummary> outcomes = randomOutcomes(seed, 500);
    OutcomeSums inOrder = sum(outcomes);
    List<OutcomeSummary> shuffled = new ArrayList<>(outcomes);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(sum(shuffled)).isEqualTo(inOrder);
    assertThat(sum(shuffled).toString()).isEqualTo(inOrder.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void subtracting_everything_in_any_order_returns_to_zero(long seed) {
    List<OutcomeSummary> outcomes = randomOutcomes(seed, 500);
    List<OutcomeSummary> shuffled = new ArrayList<>(outcomes);
    Collections.shuffle(shuffled, new Random(-seed));

    OutcomeSums sums = sum(outcomes);
    for (OutcomeSummary outcome : shuffled) {
      sums = sums.minus(outcome);
    }

    assertThat(sums).isEqualTo(OutcomeSums.ZERO);
  }

  @Test
  void a_correction_may_arrive_before_what_it_corrects() {
    assertThat(OutcomeSums.ZERO.minus(FAILURE).plus(FIRST_SUCCESS).plus(FAILURE))
        .isEqualTo(sum(List.of(FIRST_SUCCESS)));
  }

  @Test
  void a_score_of_half_a_correction_is_refused() {
    OutcomeSums half = sum(List.of(FIRST_SUCCESS)).minus(FAILURE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AttackScore(half))
        .withMessageStartingWith("sums must count a set of outcomes, were 1 successes of 0");
  }

  @Test
  void float32_distances_are_summed_exactly() {
    double l2 = 3.1415927f;

    NormSums sums = NormSums.ZERO.plus(new Distortion(1, l2, 0.1f));

    assertThat(sums.l2Units() / NormSums.UNITS_PER_ONE).isEqualTo(l2);
    assertThat(sums.linfUnits() / NormSums.UNITS_PER_ONE).isCloseTo(0.1, within(1e-8));
  }

  @Test
  void a_distance_that_is_not_a_number_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Distortion(1, Double.NaN, 0))
        .withMessage("l2 must be in [0, 65536], was NaN");
  }

  @Test
  void mean_queries_are_over_all_outcomes_and_absent_where_they_are_not_known() {
    OutcomeSums sums = sum(List.of(spent(course(10, 1, 0)), spent(course(30, 1, 0))));

    assertThat(new AttackScore(sums).meanQueries()).hasValue(20);
    assertThat(new AttackScore(sum(List.of(FAILURE))).meanQueries()).isEmpty();
  }

  @Test
  void paces_that_would_do_and_losses_that_did_not_rise_are_those_of_spent_searches() {
    OutcomeSummary closing = spent(course(60, 1.75, 0.875));
    OutcomeSummary notCloser = spent(course(60, 2, 2));
    OutcomeSummary slow = spent(course(60, 1.75, 1));

    CourseSums sums = sum(List.of(closing, notCloser, slow, FAILURE, FIRST_SUCCESS)).courses();

    assertThat(sums.stillClosing()).isEqualTo(1);
    assertThat(sums.noCloser()).isEqualTo(1);
    assertThat(sums.unrepeatable()).isZero();
  }

  @Test
  void only_a_known_gain_of_at_least_what_is_left_is_closing() {
    assertThat(course(60, 20, 10).stillClosing()).isTrue();
    assertThat(course(60, 19.9, 10).stillClosing()).isFalse();
    assertThat(course(60, 0, 0).stillClosing()).isFalse();
    assertThat(course(60, 1, 2).stillClosing()).isFalse();
    assertThat(course(60, Double.NaN, 1).stillClosing()).isFalse();
    assertThat(course(60, 1, Double.NaN).stillClosing()).isFalse();
    assertThat(OutcomeSummary.Course.UNKNOWN.stillClosing()).isFalse();
  }

  private static OutcomeSummary spent(OutcomeSummary.Course course) {
    return new OutcomeSummary(
        0, 2, 1, EndReason.BUDGET, false, Distortion.NONE, OptionalDouble.empty(), course);
  }

  /** From a gap of 2. */
  private static OutcomeSummary.Course course(long queries, double earlierGap, double finalGap) {
    return new OutcomeSummary.Course(queries, 2, earlierGap, finalGap, true);
  }

  private static OutcomeSums sum(List<OutcomeSummary> outcomes) {
    OutcomeSums sums = OutcomeSums.ZERO;
    for (OutcomeSummary outcome : outcomes) {
      sums = sums.plus(outcome);
    }
    return sums;
  }

  private static List<OutcomeSummary> randomOutcomes(long seed, int count) {
    Random random = new Random(seed);
    EndReason[] reasons = EndReason.values();
    List<OutcomeSummary> outcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      outcomes.add(
          new OutcomeSummary(
              i,
              2,
              1,
              reasons[random.nextInt(reasons.length)],
              random.nextBoolean(),
              new Distortion(random.nextInt(112), random.nextFloat() * 10, random.nextFloat()),
              random.nextInt(10) == 0
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(-random.nextInt(200)),
              course(random.nextInt(60), 50, random.nextInt(5) - 2)));
    }
    return outcomes;
  }

  private static OutcomeSummary outcome(
      EndReason reason, boolean success, Distortion distortion, OptionalDouble amplitude) {
    return new OutcomeSummary(
        0, 2, 1, reason, success, distortion, amplitude, OutcomeSummary.Course.UNKNOWN);
  }
}
