package io.reflux.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeysTest {

  @Test
  void keys_are_their_parts_joined_by_bars() {
    assertThat(new AttackKey("m-1", "a-2").text()).isEqualTo("m-1|a-2");
    assertThat(new OutcomeKey("m-1", "a-2", 30, 4).text()).isEqualTo("m-1|a-2|30|4");
    assertThat(new ScoreKey("mnist", "m-1", "a-2").text()).isEqualTo("mnist|m-1|a-2");
    assertThat(new SoftLabelKey("m-1", 0).text()).isEqualTo("m-1|0");
  }

  @Test
  void keys_come_back_from_their_text() {
    assertThat(AttackKey.parse("m-1|a-2")).isEqualTo(new AttackKey("m-1", "a-2"));
    assertThat(OutcomeKey.parse("m-1|a-2|30|4")).isEqualTo(new OutcomeKey("m-1", "a-2", 30, 4));
    assertThat(ScoreKey.parse("mnist|m-1|a-2")).isEqualTo(new ScoreKey("mnist", "m-1", "a-2"));
    assertThat(SoftLabelKey.parse("m-1|17")).isEqualTo(new SoftLabelKey("m-1", 17));
  }

  @Test
  void outcomes_and_scores_know_their_attack() {
    AttackKey attack = new AttackKey("m-1", "a-2");

    assertThat(new OutcomeKey("m-1", "a-2", 30, 4).attack()).isEqualTo(attack);
    assertThat(new ScoreKey("mnist", "m-1", "a-2").attack()).isEqualTo(attack);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a|b", "", " ", "a\nb"})
  void an_id_that_would_break_the_key_is_refused(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AttackKey(id, "a-2"))
        .withMessageStartingWith("modelId must not be empty and contain neither '|'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScoreKey("e", "m-1", id))
        .withMessageStartingWith("attackId must not be empty and contain neither '|'");
  }

  @Test
  void a_negative_number_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutcomeKey("m-1", "a-2", 0, -1))
        .withMessage("target must be 0 or more, was -1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "m", "m|a|1", "m|a|1|2|3", "m|a|x|1", "m|a|01|1", "m|a|+1|1", "m|a|-1|1"})
  void a_text_that_is_no_outcome_key_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OutcomeKey.parse(text))
        .withMessage("a key must be modelId|attackId|sample|target, was '%s'", text);
  }

  @Test
  void an_outcome_key_with_an_empty_id_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> OutcomeKey.parse("|a|1|2"));
  }
}
