package io.reflux.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.pipeline.fixture.LinearModelFile;
import io.reflux.pipeline.fixture.TinyData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code reflux attack} and {@code reflux register} say before anything is started. */
final class OwnModelCommandsTest {

  @TempDir Path directory;
  private CommandLineFixture reflux;
  private Path model;
  private String dataset;

  @BeforeEach
  void begin() {
    reflux = CommandLineFixture.withoutServices(directory);
    model = LinearModelFile.ofTinyData(directory.resolve("mine"));
    Path images = directory.resolve("images");
    dataset = new TinyData(images).ref().getName();
  }

  @Test
  void a_file_that_is_no_model_is_told_in_one_line() throws Exception {
    Path text = Files.writeString(directory.resolve("text"), "hello");

    assertThat(reflux.execute("attack", "--model", text.toString(), "--dataset", "mnist"))
        .isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err())
        .startsWith(text + ": expected a safetensors file")
        .doesNotContain("Exception")
        .hasLineCount(1);
  }

  @Test
  void a_model_for_other_images_is_told_after_what_it_is() {
    Path other = LinearModelFile.write(directory.resolve("other"), 28, 10);

    assertThat(attack(other)).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err())
        .startsWith("model other: safetensors, images of 28 x 28 x 1, 10 classes, m-")
        .contains("the model takes images of 28 x 28 x 1 and has 10 classes, but idx:")
        .hasLineCount(2);
  }

  @Test
  void an_unknown_mode_is_told_with_what_was_meant() {
    assertThat(attack(model, "--attack", "jsma-f-lg")).isEqualTo(ExitStatus.USAGE);
    assertThat(lastLine())
        .isEqualTo(
            "--attack jsma-f-lg: mode: unknown attack mode 'jsma-f-lg'; did you mean 'jsma-f-log'?");
  }

  @Test
  void an_unknown_parameter_is_told_with_the_known_ones() {
    assertThat(attack(model, "--attack", "cw-l2:stps=3")).isEqualTo(ExitStatus.USAGE);
    assertThat(lastLine())
        .startsWith("--attack cw-l2:stps=3: parameters.stps: cw-l2 has no parameter 'stps'");
  }

  @Test
  void what_is_made_on_a_baseline_needs_one() {
    assertThat(attack(model, "--attack", "transfer-cw-l2")).isEqualTo(ExitStatus.USAGE);
    assertThat(lastLine()).contains("mode: is made on the undefended baseline");
  }

  @Test
  void an_unknown_suite_is_told_with_the_known_ones() {
    assertThat(attack(model, "--suite", "all")).isEqualTo(ExitStatus.USAGE);
    assertThat(lastLine())
        .isEqualTo("--suite: suite must be one of paper, honest, auto, was 'all'");
  }

  @Test
  void a_budget_needs_an_attack_whose_norm_it_is_in() {
    assertThat(attack(model, "--budget", "0.3")).isEqualTo(ExitStatus.USAGE);
    assertThat(lastLine()).startsWith("--budget is for what --attack names");
  }

  @Test
  void numbers_out_of_range_are_told() {
    assertThat(attack(model, "--temperature", "0")).isEqualTo(ExitStatus.USAGE);
    assertThat(lastLine())
        .isEqualTo("--temperature: the temperature of a model must be in (0, 1e6], was 0.0");
    assertThat(attack(model, "--samples", "0")).isEqualTo(ExitStatus.USAGE);
    assertThat(lastLine()).isEqualTo("--samples must be 1 or more, was 0");
  }

  @Test
  void model_and_images_have_to_be_named() {
    assertThat(reflux.execute("attack")).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err()).contains("--model=FILE", "--dataset=NAME");
  }

  @Test
  void half_a_cluster_is_a_usage_error() {
    assertThat(attack(model, "--bootstrap-servers", "localhost:1")).isEqualTo(ExitStatus.USAGE);
    assertThat(reflux.err()).contains("give both --bootstrap-servers and --schema-registry");
  }

  @Test
  void a_registration_needs_a_cluster_that_answers_to_its_name() {
    assertThat(
            reflux.execute(
                "register",
                "--model=" + model,
                "--artifact-store=" + directory.resolve("artifacts").toUri(),
                "--bootstrap-servers=no host"))
        .isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(lastLine()).startsWith("cannot connect to Kafka at no host");
    assertThat(reflux.out()).isEmpty();
  }

  private int attack(Path file, String... options) {
    List<String> arguments = new ArrayList<>(List.of("attack", "--model=" + file));
    arguments.addAll(List.of("--dataset=" + dataset, "--out=" + directory.resolve("out")));
    arguments.addAll(List.of(options));
    return reflux.execute(arguments.toArray(String[]::new));
  }

  private String lastLine() {
    return reflux.err().lines().reduce("", (line, next) -> next);
  }
}
