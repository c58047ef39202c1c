package io.reflux.robustness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.threat.Goal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AttackSuiteTest {

  private static final StandardBudgets MNIST = StandardBudgets.of(DatasetSpec.of("mnist"));

  @Test
  void the_papers_suite_is_the_papers_attack() {
    assertThat(AttackSuite.PAPER.attacks(MNIST, false))
        .extracting(AttackRequest::spec)
        .containsExactly(AttackSpec.paper());
  }

  @Test
  void the_honest_suite_puts_defeated_and_exact_gradients_side_by_side_in_one_threat_model() {
    List<AttackSpec> specs = specs(AttackSuite.HONEST);

    assertThat(spec(specs, AttackMode.PGD_LINF_F_FLOAT32).boundary())
        .isEqualTo(spec(specs, AttackMode.PGD_LINF_MARGIN).boundary())
        .isEqualTo(spec(specs, AttackMode.SQUARE_LINF).boundary())
        .isEqualTo(spec(specs, AttackMode.NOISE_LINF).boundary());
    assertThat(spec(specs, AttackMode.JSMA_F_FLOAT32).boundary())
        .isEqualTo(spec(specs, AttackMode.JSMA_F_LOG).boundary());
  }

  @Test
  void the_honest_suite_transfers_with_rising_confidence_to_what_is_defended() {
    List<AttackRequest> transfers =
        AttackSuite.HONEST.attacks(MNIST, true).stream()
            .filter(attack -> attack.spec().mode().transfers())
            .toList();

    assertThat(transfers)
        .extracting(attack -> attack.spec().real("confidence"))
        .containsExactly(0.0, 20.0, 40.0);
    assertThat(transfers)
        .allSatisfy(
            attack ->
                assertThat(attack.roles())
                    .containsExactlyInAnyOrder(
                        ModelRole.STUDENT, ModelRole.EXTERNAL, ModelRole.TEACHER));
  }

  @Test
  void what_transfers_is_judged_as_the_same_attack_on_the_model_itself() {
    List<AttackSpec> specs = specs(AttackSuite.HONEST);

    assertThat(spec(specs, AttackMode.TRANSFER_CW_L2).boundary())
        .isEqualTo(spec(specs, AttackMode.CW_L2).boundary());
    assertThat(spec(specs, AttackMode.CW_L2).goal()).isEqualTo(Goal.UNTARGETED);
  }

  @Test
  void the_auto_suite_is_untargeted_and_stands_beside_chance() {
    assertThat(specs(AttackSuite.AUTO))
        .allSatisfy(spec -> assertThat(spec.goal()).isEqualTo(Goal.UNTARGETED))
        .extracting(AttackSpec::mode)
        .containsExactly(
            AttackMode.AUTO_LINF, AttackMode.AUTO_L2, AttackMode.NOISE_LINF, AttackMode.NOISE_L2);
  }

  @ParameterizedTest
  @EnumSource(AttackSuite.class)
  void teachers_are_attacked_only_if_asked_for(AttackSuite suite) {
    assertThat(suite.attacks(MNIST, false))
        .noneMatch(attack -> attack.roles().contains(ModelRole.TEACHER));
    assertThat(suite.attacks(MNIST, true))
        .allMatch(attack -> attack.roles().contains(ModelRole.TEACHER));
  }

  @ParameterizedTest
  @EnumSource(AttackSuite.class)
  void a_suite_is_found_by_its_name_and_lists_its_attacks(AttackSuite suite) {
    assertThat(AttackSuite.parse(suite.label())).isEqualTo(suite);
    assertThat(suite.members()).hasSameSizeAs(suite.attacks(MNIST, false)).doesNotHaveDuplicates();
  }

  @Test
  void an_unknown_suite_is_answered_with_the_known_ones() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttackSuite.parse("all"))
        .withMessage("suite must be one of paper, honest, auto, was 'all'");
  }

  private static List<AttackSpec> specs(AttackSuite suite) {
    return suite.attacks(MNIST, false).stream().map(AttackRequest::spec).toList();
  }

  private static AttackSpec spec(List<AttackSpec> specs, AttackMode mode) {
    return specs.stream().filter(spec -> spec.mode() == mode).findFirst().orElseThrow();
  }
}
