package io.reflux.robustness.attack.minimal;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.threat.Goal;
import org.junit.jupiter.api.Test;

class MarginGoalTest {

  private static final float[] LOGITS = {1, 5, 3};

  @Test
  void a_targeted_margin_is_the_lead_of_the_strongest_other_class() {
    assertThat(targeted(2, 0).margin(LOGITS)).isEqualTo(2);
    assertThat(targeted(1, 0).margin(LOGITS)).isEqualTo(-2);
  }

  @Test
  void an_untargeted_margin_is_the_lead_of_the_class_to_leave() {
    assertThat(untargeted(1, 0).margin(LOGITS)).isEqualTo(2);
    assertThat(untargeted(0, 0).margin(LOGITS)).isEqualTo(-4);
  }

  @Test
  void the_seed_raises_the_margin() {
    float[] seed = new float[3];

    targeted(2, 0).seed(LOGITS, seed);
    assertThat(seed).containsExactly(0, 1, -1);

    untargeted(1, 0).seed(LOGITS, seed);
    assertThat(seed).containsExactly(0, 1, -1);
  }

  @Test
  void the_lower_class_wins_a_tie() {
    float[] tie = {2, 2};

    assertThat(targeted(0, 0).met(tie)).isTrue();
    assertThat(targeted(1, 0).met(tie)).isFalse();
    assertThat(untargeted(0, 0).met(tie)).isFalse();
    assertThat(untargeted(1, 0).met(tie)).isTrue();
  }

  @Test
  void the_confidence_must_be_kept_too() {
    assertThat(targeted(1, 1.5).met(LOGITS)).isTrue();
    assertThat(targeted(1, 2.5).met(LOGITS)).isFalse();
    assertThat(untargeted(2, 1.5).met(LOGITS)).isTrue();
    assertThat(untargeted(2, 2.5).met(LOGITS)).isFalse();
  }

  private static MarginGoal targeted(int target, double confidence) {
    return new MarginGoal(Goal.TARGETED, target, confidence);
  }

  private static MarginGoal untargeted(int source, double confidence) {
    return new MarginGoal(Goal.UNTARGETED, source, confidence);
  }
}
