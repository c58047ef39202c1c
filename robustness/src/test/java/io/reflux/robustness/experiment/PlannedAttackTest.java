package io.reflux.robustness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.threat.Goal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PlannedAttackTest {

  @ParameterizedTest
  @MethodSource("attacks")
  void an_attack_comes_back_from_its_text_under_the_same_id(PlannedAttack attack) {
    PlannedAttack back = PlannedAttack.parse(attack.canonical());

    assertThat(back).isEqualTo(attack);
    assertThat(back.id()).isEqualTo(attack.id());
  }

  @Test
  void the_text_tells_everything_that_the_outcome_depends_on() {
    assertThat(new PlannedAttack(AttackSpec.paper(), 100).canonical())
        .isEqualTo(
            "{\"budget\":112.0,\"featuresPerStep\":2.0,\"goal\":\"targeted\","
                + "\"mode\":\"jsma-f-float32\",\"samples\":100,\"targets\":\"all-others\","
                + "\"theta\":1.0}");
  }

  @Test
  void another_goal_or_surrogate_is_another_attack() {
    AttackSpec transfer = AttackSpec.of(AttackMode.TRANSFER_CW_L2, Double.POSITIVE_INFINITY);

    assertThat(
            Stream.of(
                    transfer,
                    transfer.withGoal(Goal.UNTARGETED),
                    transfer.withSurrogate("m-1"),
                    transfer.withSurrogate("m-2"))
                .map(spec -> new PlannedAttack(spec, 10).id()))
        .doesNotHaveDuplicates();
  }

  @Test
  void a_rule_of_targets_that_is_not_that_of_the_goal_is_refused() {
    String canonical = new PlannedAttack(AttackSpec.paper(), 100).canonical();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PlannedAttack.parse(canonical.replace("all-others", "untargeted")))
        .withMessage("targets of a targeted attack must be all-others, was 'untargeted'");
  }

  static Stream<PlannedAttack> attacks() {
    return Stream.concat(
        Stream.of(AttackMode.values()).map(mode -> new PlannedAttack(AttackSpec.of(mode, 1), 5)),
        Stream.of(
            new PlannedAttack(AttackSpec.of(AttackMode.CW_L2, Double.POSITIVE_INFINITY), 5),
            new PlannedAttack(
                AttackSpec.of(AttackMode.TRANSFER_PGD_LINF, 0.3).withSurrogate("m-1"), 5)));
  }
}
