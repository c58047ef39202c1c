package io.reflux.robustness.threat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.threat.ThreatModel.Boundary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreatModelTest {

  @ParameterizedTest
  @CsvSource({
    "L0, 112, TARGETED, WHITE_BOX, 'targeted, L0 at most 112, white-box'",
    "LINF, 0.3, UNTARGETED, SCORE, 'untargeted, Linf at most 0.3, score, at most 50 queries'",
    "L2, Infinity, UNTARGETED, DECISION, 'untargeted, smallest L2, decision, at most 50 queries'"
  })
  void it_says_in_words_what_is_allowed(
      Norm norm, double budget, Goal goal, Knowledge knowledge, String words) {
    long queries = knowledge == Knowledge.WHITE_BOX ? ThreatModel.UNLIMITED : 50;

    assertThat(new ThreatModel(new Boundary(norm, budget, goal), knowledge, queries).describe())
        .isEqualTo(words);
  }

  @Test
  void a_budget_admits_its_own_size_and_the_rounding_of_float32() {
    Boundary linf = new Boundary(Norm.LINF, 0.3, Goal.UNTARGETED);

    assertThat(linf.admits(0.3f)).isTrue();
    assertThat(linf.admits(0.30001)).isFalse();
    assertThat(new Boundary(Norm.L0, 2, Goal.TARGETED).admits(3)).isFalse();
    assertThat(new Boundary(Norm.L2, Double.POSITIVE_INFINITY, Goal.TARGETED).admits(1e9)).isTrue();
  }

  @Test
  void who_sees_more_can_do_what_who_sees_less_can() {
    assertThat(Knowledge.WHITE_BOX.covers(Knowledge.TRANSFER)).isTrue();
    assertThat(Knowledge.SCORE.covers(Knowledge.SCORE)).isTrue();
    assertThat(Knowledge.DECISION.covers(Knowledge.SCORE)).isFalse();
  }

  @Test
  void a_budget_is_not_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Boundary(Norm.L2, -1, Goal.TARGETED))
        .withMessage("budget must be >= 0, or infinite for no limit, was -1.0");
  }
}
