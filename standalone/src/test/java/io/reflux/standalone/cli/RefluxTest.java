package io.reflux.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RefluxTest {

  @TempDir Path directory;
  private CommandLineFixture reflux;

  @BeforeEach
  void begin() {
    reflux = CommandLineFixture.withoutServices(directory);
  }

  @Test
  void the_help_lists_commands_and_exit_codes() {
    assertThat(reflux.execute("--help")).isEqualTo(ExitStatus.OK);
    assertThat(reflux.out())
        .contains("run ", "submit ", "watch ", "cancel ", "report ", "attacks ", "topics ")
        .contains("Exit codes:", "130   interrupted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "submit",
        "attack",
        "register",
        "watch",
        "cancel",
        "report",
        "attacks",
        "topics"
      })
  void every_command_has_help(String command) {
    assertThat(reflux.execute(command, "--help")).isEqualTo(ExitStatus.OK);
    assertThat(reflux.out()).startsWith("Usage: reflux " + command);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "submit"})
  void the_help_of_what_takes_an_experiment_lists_the_presets(String command) {
    reflux.execute(command, "--help");

    assertThat(reflux.out()).contains("fashion-quick  ", "papernot-cifar10-full  ");
  }

  @Test
  void the_version_names_program_and_java() {
    assertThat(reflux.execute("--version")).isEqualTo(ExitStatus.OK);
    assertThat(reflux.out()).startsWith("reflux ").contains("Java 1");
  }

  @Test
  void an_unknown_preset_is_a_usage_error_that_lists_the_known_ones() {
    assertThat(reflux.execute("run", "fashion-quik")).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err())
        .startsWith("'fashion-quik' is neither a preset nor a file; did you mean 'fashion-quick'?")
        .contains("papernot-mnist-full");
  }

  @Test
  void a_mistake_in_an_experiment_is_told_with_its_place_and_no_stack_trace() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("my experiment.yaml"), "dataset: {name: mnist}\nx: 1\n");

    assertThat(reflux.execute("run", file.toString())).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err()).startsWith(file + ":2:1: x: unknown key").doesNotContain("Exception");
  }

  @Test
  void an_unknown_option_is_told_without_a_page_of_help() {
    assertThat(reflux.execute("run", "--prt", "1")).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err()).isEqualTo("Unknown option: '--prt'\ntry: reflux run --help\n");
  }

  @Test
  void an_unknown_command_is_answered_with_what_was_probably_meant() {
    assertThat(reflux.execute("wach")).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err()).contains("Did you mean: reflux watch");
  }

  @Test
  void half_a_cluster_is_a_usage_error() {
    assertThat(reflux.execute("run", "--bootstrap-servers", "localhost:1"))
        .isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err()).contains("give both --bootstrap-servers and --schema-registry");
  }

  @Test
  void an_id_that_could_not_be_a_key_is_a_usage_error() {
    assertThat(reflux.execute("submit", "--id", "a|b")).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err()).contains("was 'a|b'");
  }

  @Test
  void a_port_that_is_none_is_a_usage_error() {
    assertThat(reflux.execute("run", "--port", "70000")).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err()).startsWith("--port must be in [0, 65535], was 70000");
  }

  @Test
  void cancel_asks_for_the_experiment_and_takes_none_by_default() {
    assertThat(reflux.execute("cancel")).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err()).contains("Missing required parameter: 'ID'", "reflux cancel --help");
    assertThat(reflux.execute("cancel", "a|b")).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err()).contains("was 'a|b'");
  }

  @Test
  void an_address_that_is_none_is_an_environment_error() {
    assertThat(reflux.execute("watch", "x", "--bootstrap-servers", "no host"))
        .isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(reflux.err()).contains("cannot connect to Kafka at no host");
  }

  @Test
  void the_catalogue_is_listed_without_a_cluster() {
    assertThat(reflux.execute("topics", "list")).isEqualTo(ExitStatus.OK);
    assertThat(reflux.out().lines())
        .hasSize(18)
        .anyMatch(line -> line.matches("attack-outcomes +modelId.attackId.sample.target +.*"));
  }
}
