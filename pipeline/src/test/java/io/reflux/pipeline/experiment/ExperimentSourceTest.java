package io.reflux.pipeline.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import io.reflux.pipeline.experiment.text.Problem;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.ModelRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExperimentSourceTest {

  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final String SMALLEST = "dataset: {name: mnist}\n";

  @ParameterizedTest
  @EnumSource(Preset.class)
  void every_preset_is_a_valid_experiment(Preset preset) {
    ExperimentRequested request = ExperimentSource.named(preset.label()).read(List.of());

    assertThat(request.getName()).isNotEmpty();
    assertThat(AttackRecords.requests(request, DatasetRecords.spec(request.getDataset())))
        .isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Preset.class,
      names = {"PAPER", "HONEST", "AUTO"})
  void the_presets_that_are_named_for_a_suite_run_it_on_the_same_networks(Preset preset) {
    ExperimentRequested request = ExperimentSource.named(preset.label()).read(List.of());

    assertThat(request.getSuite()).isEqualTo(preset.label());
    assertThat(request.getTemperatures()).containsExactly(100.0);
    assertThat(request.getTraining())
        .isEqualTo(ExperimentSource.named("papernot-mnist").read(List.of()).getTraining());
  }

  @Test
  void the_default_preset_attacks_the_teachers_as_a_control() {
    ExperimentRequested request = ExperimentSource.named(Preset.DEFAULT.label()).read(List.of());

    assertThat(request.getAttackTeachers()).isTrue();
    assertThat(request.getAttacks())
        .extracting(attack -> attack.getMode())
        .containsExactly("jsma-f-float32", "jsma-f-float64", "jsma-f-log", "jsma-t");
  }

  @Test
  void what_is_not_said_has_the_default_of_the_schema() {
    ExperimentRequested request = read(SMALLEST);

    assertThat(request.getTraining().getEpochs()).isEqualTo(50);
    assertThat(request.getTraining().getMomentum()).isEmpty();
    assertThat(request.getArchitecture()).isEqualTo("papernot-mnist");
    assertThat(request.getDataset().getDigest()).isEmpty();
    assertThat(request.getTemperatures()).isEmpty();
    assertThat(request.getAttackSamples()).isEqualTo(100);
  }

  @Test
  void every_key_reaches_the_record() {
    ExperimentRequested request =
        read(
            """
            dataset: {name: "idx:x", trainingSamples: 1_000, testSamples: 200, digest: DIGEST}
            architecture: small
            training:
              epochs: 2
              batchSize: 32
              learningRate: 1e-2
              momentum: 0
              learningRateDecay: 0.5
              decayEpochs: 3
              seed: 9223372036854775807
              initialization: GLOROT
              temperatureRates:
                - {temperature: 20, learningRate: 0.2, momentum: 0.9, epochs: 4}
            temperatures: [20]
            attackTeachers: true
            attacks:
              - mode: jsma-z
                theta: -0.5
                maxFeatures: 7
                models: [STUDENT, teacher]
                temperatures: [20]
            attackSamples: 3
            """
                .replace("DIGEST", DIGEST));

    assertThat(request.getDataset().getTrainingSamples()).isEqualTo(1000);
    assertThat(request.getDataset().getDigest()).contains(DIGEST);
    assertThat(request.getTraining().getLearningRate()).contains(0.01);
    assertThat(request.getTraining().getSeed()).isEqualTo(Long.MAX_VALUE);
    assertThat(request.getTraining().getTemperatureRates().get(0).getEpochs()).contains(4);
    assertThat(request.getAttacks().get(0).getModels())
        .containsExactly(ModelRole.STUDENT, ModelRole.TEACHER);
    assertThat(request.getAttacks().get(0).getTheta()).isEqualTo(-0.5);
    assertThat(request.getAttacks().get(0).getMaxFeatures()).isEqualTo(7);
    assertThat(request.getAttackSamples()).isEqualTo(3);
  }

  @Test
  void an_unknown_key_is_told_with_its_line_and_what_was_meant() {
    assertThat(problems("dataset: {name: mnist}\ntraining:\n  epoch: 3\n"))
        .containsExactly("test.yaml:3:3: training.epoch: unknown key; did you mean 'epochs'?");
  }

  @Test
  void an_unknown_key_that_resembles_none_is_told_with_the_known_ones() {
    assertThat(problems("dataset: {name: mnist, zzzzzzzz: 1}\n"))
        .containsExactly(
            "test.yaml:1:24: dataset.zzzzzzzz: unknown key;"
                + " the keys here are name, trainingSamples, testSamples, digest");
  }

  @Test
  void an_experiment_may_be_about_a_model_made_elsewhere_alone() {
    String id = "m-" + "0123456789abcdef".repeat(2);
    String head = "dataset: {name: mnist}\ntraining: {}\n";

    assertThat(read(head + "baseline: false\nexternalModels: [" + id + "]").getExternalModels())
        .containsExactly(id);
    assertThat(problems(head + "externalModels: [mine.onnx]"))
        .singleElement()
        .asString()
        .contains(":3:1: externalModels: ", "one was 'mine.onnx'");
    assertThat(problems(head + "baseline: false\n"))
        .singleElement()
        .asString()
        .contains(":3:1: baseline: must be true where there are neither");
  }

  @Test
  void what_is_made_on_the_baseline_needs_it() {
    String id = "m-" + "0123456789abcdef".repeat(2);

    assertThat(
            problems(
                "dataset: {name: mnist}\ntraining: {}\nbaseline: false\nexternalModels: ["
                    + id
                    + "]\nattacks: [{mode: transfer-cw-l2}]"))
        .containsExactly("test.yaml:3:1: baseline: must be true for transfer-cw-l2, is false");
  }

  @Test
  void all_mistakes_are_told_at_once_in_the_order_of_the_text() {
    assertThat(
            problems(
                """
                dataset: {}
                training: {epochs: many, momentum: 1, initialization: he}
                temperatures: [0, 5, 5]
                attacks:
                  - {mode: jsma-f-lg, models: [student, pupil], temperatures: [7]}
                attackSamples: 1.5
                """))
        .containsExactly(
            "test.yaml:1:1: dataset.name: is missing (Name in the data set catalogue)",
            "test.yaml:2:12: training.epochs: expects a whole number, has the text 'many'",
            "test.yaml:2:26: training.momentum: must be in [0, 1), is 1.0",
            "test.yaml:2:39: training.initialization: must be HE or GLOROT, is he",
            "test.yaml:3:16: temperatures[0]: must be above 0, is 0.0",
            "test.yaml:3:22: temperatures[2]: stands twice in the list, is 5.0",
            "test.yaml:5:6: attacks[0].mode: unknown attack mode 'jsma-f-lg'; did you mean"
                + " 'jsma-f-log'?",
            "test.yaml:5:41: attacks[0].models[1]: expects one of baseline, teacher, student,"
                + " external, has the text 'pupil'",
            "test.yaml:5:64: attacks[0].temperatures[0]: must be one of the experiment's"
                + " temperatures, is 7.0",
            "test.yaml:6:1: attackSamples: expects a whole number, has the number 1.5");
  }

  @Test
  void a_learning_rate_that_no_training_takes_is_told_with_its_place() {
    assertThat(problems("dataset: {name: mnist}\ntraining: {learningRate: 1e6}\n"))
        .containsExactly(
            "test.yaml:2:12: training.learningRate: must be in (0, 1000], is 1000000.0");
  }

  @Test
  void malformed_yaml_is_told_with_line_and_column() {
    assertThat(problems("dataset: {name: mnist\ntraining: [\n"))
        .singleElement()
        .asString()
        .isEqualTo("test.yaml:2:9: expected ',' or '}', but got :, while parsing a flow mapping");
    assertThat(problems("\tdataset: {name: mnist}\n"))
        .singleElement()
        .asString()
        .startsWith("test.yaml:1:1: found character '\\t(TAB)' that cannot start any token.");
  }

  @Test
  void an_empty_text_and_a_second_document_are_refused() {
    assertThat(problems("# nothing\n")).containsExactly("test.yaml:1:1: the document is empty");
    assertThat(problems("dataset: {name: mnist}\n---\nname: again\n"))
        .singleElement()
        .asString()
        .contains("a second document");
  }

  @Test
  void a_key_that_stands_twice_is_refused() {
    assertThat(problems("name: a\nname: b\n"))
        .containsExactly("test.yaml:2:1: the key 'name' stands twice");
  }

  @Test
  void aliases_and_tags_are_refused() {
    assertThat(problems("name: &a x\narchitecture: *a\n"))
        .singleElement()
        .asString()
        .contains("anchors (&)");
    assertThat(problems("name: !!java.net.URL [http://localhost]\n"))
        .singleElement()
        .asString()
        .contains("tags (!)");
  }

  @Test
  void a_value_of_the_wrong_kind_is_told() {
    assertThat(problems("dataset: mnist\n"))
        .containsExactly(
            "test.yaml:1:1: dataset: expects keys, has the text 'mnist'",
            "test.yaml:1:1: dataset.name: is missing (Name in the data set catalogue)");
    assertThat(problems(SMALLEST + "temperatures: 5\nattackTeachers: 1\n"))
        .containsExactly(
            "test.yaml:2:1: temperatures: expects a list, like [a, b]; has the number 5",
            "test.yaml:3:1: attackTeachers: expects true or false, has the number 1");
  }

  @Test
  void an_architecture_may_be_written_as_keys() {
    ExperimentRequested request =
        read(SMALLEST + "architecture:\n  name: tiny\n  layers: [{dense: 10}, {dropout: 0.5}]\n");

    assertThat(request.getArchitecture())
        .isEqualTo("{\"name\":\"tiny\",\"layers\":[{\"dense\":10},{\"dropout\":0.5}]}");
  }

  @Test
  void a_setting_replaces_what_the_text_says() {
    ExperimentRequested request =
        source(SMALLEST)
            .read(List.of("training.epochs=2", "temperatures=[5, 20]", "name=two words"));

    assertThat(request.getTraining().getEpochs()).isEqualTo(2);
    assertThat(request.getTemperatures()).containsExactly(5.0, 20.0);
    assertThat(request.getName()).isEqualTo("two words");
  }

  @Test
  void a_setting_that_is_none_is_refused() {
    assertThatThrownBy(() -> source(SMALLEST).read(List.of("epochs")))
        .isInstanceOf(InvalidExperimentException.class)
        .hasMessage("--set epochs: expects key=value, for example training.epochs=2");
  }

  @Test
  void a_data_set_that_nobody_knows_is_refused() {
    assertThat(problems("dataset: {name: mnits}\n"))
        .containsExactly(
            "test.yaml:1:1: dataset: dataset must be one of [fashion-mnist-mini, fashion-mnist,"
                + " mnist, cifar10] or idx:DIR, was \"mnits\"");
  }

  @Test
  void an_unknown_preset_lists_the_known_ones() {
    assertThatThrownBy(() -> ExperimentSource.named("fashion-quik"))
        .isInstanceOf(InvalidExperimentException.class)
        .hasMessageStartingWith(
            "'fashion-quik' is neither a preset nor a file; did you mean 'fashion-quick'?")
        .hasMessageContaining("papernot-mnist, papernot-mnist-full, papernot-cifar10");
  }

  @Test
  void a_file_is_read_from_the_disk(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("with space.yaml"), SMALLEST);

    assertThat(ExperimentSource.named(file.toString()).read(List.of()).getDataset().getName())
        .isEqualTo("mnist");
  }

  @Test
  void a_file_that_is_not_text_is_refused(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("x.yaml"), new byte[] {(byte) 0xff, 0});

    assertThatThrownBy(() -> ExperimentSource.named(file.toString()))
        .isInstanceOf(InvalidExperimentException.class)
        .hasMessageContaining("not UTF-8");
  }

  private static ExperimentSource source(String yaml) {
    return new ExperimentSource("test.yaml", yaml);
  }

  private static ExperimentRequested read(String yaml) {
    return source(yaml).read(List.of());
  }

  private static List<String> problems(String yaml) {
    InvalidExperimentException e =
        catchThrowableOfType(InvalidExperimentException.class, () -> read(yaml));
    return e.problems().stream().map(Problem::toString).toList();
  }
}
