package io.reflux.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.attack.spec.AttackMode;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AttacksCommandTest {

  @TempDir Path directory;
  private CommandLineFixture reflux;

  @BeforeEach
  void begin() {
    reflux = CommandLineFixture.withoutServices(directory);
  }

  @Test
  void every_attack_stands_in_the_list_with_its_threat_model_and_parameters() {
    assertThat(reflux.execute("attacks")).isEqualTo(ExitStatus.OK);

    assertThat(reflux.out().lines().map(line -> line.split(" ", 2)[0]))
        .contains(Arrays.stream(AttackMode.values()).map(AttackMode::label).toArray(String[]::new));
    assertThat(reflux.out().lines())
        .anyMatch(
            line ->
                line.matches(
                    "square-linf +linf +score +untargeted, targeted +within-budget"
                        + " +queries=5000 seed=1 share=0.8"));
  }

  @Test
  void the_suites_are_listed_with_their_attacks() {
    reflux.execute("attacks");

    assertThat(reflux.out())
        .contains("\n  paper   ", "\n  honest  ", "\n  auto    ")
        .contains("transfer-cw-l2 (untargeted, confidence 40)");
  }

  @Test
  void one_attack_is_told_with_what_its_parameters_mean_and_allow() {
    assertThat(reflux.execute("attacks", "pgd-linf")).isEqualTo(ExitStatus.OK);

    assertThat(reflux.out())
        .startsWith("pgd-linf: looks for a change within the budget\n")
        .contains("knowledge  white-box", "goals      untargeted, targeted")
        .contains("0.1 for fashion-mnist, 0.3 for mnist, 0.03137 for cifar10")
        .containsPattern("steps +40 +a whole number in \\[1, 1000000\\] +steps from each start");
  }

  @Test
  void a_parameter_that_the_model_decides_and_a_missing_limit_are_told_in_words() {
    reflux.execute("attacks", "jsma-t");
    reflux.execute("attacks", "cw-l2");

    assertThat(reflux.out())
        .containsPattern("temperature +model's ")
        .contains("no limit unless told one");
  }

  @ParameterizedTest
  @EnumSource(AttackMode.class)
  void every_attack_can_be_asked_for(AttackMode mode) {
    assertThat(reflux.execute("attacks", mode.label())).isEqualTo(ExitStatus.OK);
    assertThat(reflux.out()).startsWith(mode.label() + ": ");
  }

  @Test
  void an_unknown_attack_is_a_usage_error_that_tells_what_was_probably_meant() {
    assertThat(reflux.execute("attacks", "cw-l3")).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err()).startsWith("unknown attack mode 'cw-l3'; did you mean 'cw-l");
  }
}
