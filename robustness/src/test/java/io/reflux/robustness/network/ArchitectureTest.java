package io.reflux.robustness.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final ImageShape MNIST = new ImageShape(28, 28, 1);
  private static final ImageShape CIFAR10 = new ImageShape(32, 32, 3);

  @Test
  void papers_networks_have_the_published_number_of_parameters() {
    assertThat(ParameterLayout.of(Architecture.papernotMnist(), MNIST, 10).size())
        .isEqualTo(312_202);
    assertThat(ParameterLayout.of(Architecture.papernotCifar10(), CIFAR10, 10).size())
        .isEqualTo(1_147_978);
  }

  @Test
  void shapes_follow_valid_convolutions_and_floored_pools() {
    assertThat(Architecture.small().shapes(MNIST))
        .containsExactly(
            MNIST,
            new ImageShape(26, 26, 16),
            new ImageShape(13, 13, 16),
            new ImageShape(11, 11, 32),
            new ImageShape(5, 5, 32),
            new ImageShape(1, 1, 128));
  }

  @ParameterizedTest
  @MethodSource("io.reflux.robustness.network.Architecture#names")
  void canonical_json_reads_back(String name) {
    Architecture architecture = Architecture.resolve(name);

    assertThat(ArchitectureNotation.parseJson(architecture.canonicalJson()))
        .isEqualTo(architecture);
  }

  @Test
  void canonical_json_is_stable() {
    Architecture architecture =
        new Architecture("x", List.of(new Layer.Convolution(8, 3), new Layer.Dropout(0.25)));

    assertThat(architecture.canonicalJson())
        .isEqualTo(
            "{\"layers\":[{\"convolution\":{\"filters\":8,\"kernel\":3}},"
                + "{\"dropout\":{\"rate\":0.25}}],\"name\":\"x\"}");
  }

  @Test
  void yaml_is_read_as_documented() {
    String yaml =
        """
        name: my-network
        layers:
          - convolution: {filters: 32, kernel: 3}   # no padding, stride 1, ReLU
          - max-pool: {size: 2}
          - dense: {units: 200}
          - dropout: {rate: 0.5}
        """;

    assertThat(Architecture.resolve(yaml))
        .isEqualTo(
            new Architecture(
                "my-network",
                List.of(
                    new Layer.Convolution(32, 3),
                    new Layer.MaxPool(2),
                    new Layer.Dense(200),
                    new Layer.Dropout(0.5))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: x\\nlayers:\\n  - conv: {filters: 3}           | line 3 | unknown layer \"conv\"",
        "name: x\\nlayers:\\n  - dense: {unit: 3}             | line 3 | unknown key \"unit\"",
        "name: x\\nlayers:\\n  - dense: {units: 9000}         | line 3 | units must be in [1, 8192]",
        "name: x\\nlayers:\\n  - dense: {units: many}         | line 3 | \"units\" of dense needs a",
        "name: x\\nlayers:\\n  - dense: {units: 2.5}          | line 3 | whole number",
        "name: x\\nlayers:\\n  - dense: {}                    | line 3 | \"units\" is missing",
        "name: x\\nlayers: []\\ncolour: red                   | line 3 | unknown key \"colour\"",
        "name: x                                              | line 1 | \"layers\" is missing",
        "name: x\\nlayers: 3                                  | line 2 | a list for the key",
        "name: x\\nlayers:\\n  - dense: {units: 3, units: 4}  | line 3 | units",
        "name: x\\nlayers: []\\n---\\nname: y                 | line    | nothing may follow",
        "name: [                                              | line    | architecture",
      })
  void a_fault_in_the_text_is_reported_with_line_and_key(String text, String line, String what) {
    assertThatThrownBy(() -> ArchitectureNotation.parseYaml(text.replace("\\n", "\n")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(line)
        .hasMessageContaining(what);
  }

  @Test
  void an_unknown_name_is_answered_with_the_known_ones() {
    assertThatThrownBy(() -> Architecture.resolve("papernot"))
        .hasMessageContaining("papernot-cifar10, papernot-mnist, small");
  }

  @Test
  void a_text_that_is_too_long_is_refused() {
    assertThatThrownBy(() -> ArchitectureNotation.parseYaml("#".repeat(70_000)))
        .hasMessageContaining("65536");
  }

  @Test
  void a_kernel_larger_than_its_map_is_reported_with_its_layer() {
    Architecture architecture =
        new Architecture("x", List.of(new Layer.MaxPool(4), new Layer.Convolution(8, 9)));

    assertThatThrownBy(() -> architecture.validate(MNIST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer 2 (convolution): kernel 9 is larger than its 7 x 7 map");
  }

  @Test
  void a_map_layer_after_a_dense_one_is_refused() {
    assertThatThrownBy(
            () -> new Architecture("x", List.of(new Layer.Dense(4), new Layer.MaxPool(2))))
        .hasMessageContaining("layer 2 (max-pool) needs a map");
  }

  @Test
  void too_many_parameters_are_refused() {
    Architecture huge =
        new Architecture("x", List.of(new Layer.Dense(8192), new Layer.Dense(8192)));

    assertThatThrownBy(() -> ParameterLayout.of(huge, MNIST, 10))
        .hasMessageContaining("number of parameters");
  }
}
