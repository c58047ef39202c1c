package io.reflux.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import io.reflux.schemas.avro.AttackRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttackTextTest {

  @Test
  void a_mode_alone_is_all_standard() {
    assertThat(AttackText.parse("cw-l2"))
        .isEqualTo(AttackRequest.newBuilder().setMode("cw-l2").build());
  }

  @Test
  void values_go_to_the_fields_of_a_request_and_the_rest_to_the_parameters() {
    AttackRequest attack =
        AttackText.parse(
            "jsma-f-log:theta=-1,maxFeatures=7,goal=targeted,budget=0.5,steps=3,seed=9");

    assertThat(attack.getTheta()).isEqualTo(-1);
    assertThat(attack.getMaxFeatures()).isEqualTo(7);
    assertThat(attack.getGoal()).isEqualTo("targeted");
    assertThat(attack.getBudget()).contains(0.5);
    assertThat(attack.getParameters()).isEqualTo(Map.of("steps", 3.0, "seed", 9.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cw-l2:steps|expects MODE:key=value,key=value, has 'steps'",
        "cw-l2:|expects MODE:key=value,key=value, has ''",
        "cw-l2:=3|expects MODE:key=value,key=value, has '=3'",
        "cw-l2:steps=many|steps must be a number, is 'many'",
        "jsma-z:maxFeatures=1.5|maxFeatures must be a whole number, is '1.5'",
        "cw-l2:steps=1,steps=2|steps stands twice",
      })
  void another_form_is_refused_with_what_was_expected(String text, String message) {
    assertThatExceptionOfType(InvalidExperimentException.class)
        .isThrownBy(() -> AttackText.parse(text))
        .withMessage("--attack " + text + ": " + message);
  }
}
