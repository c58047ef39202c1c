package io.reflux.robustness.interchange.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.robustness.interchange.tensors.ForeignNetwork;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelFileTest {

  @Test
  void weights_come_into_output_last_order_and_maps_into_channel_last_order() {
    ForeignNetwork network = ModelFile.read(new TinyFile().bytes());

    // Two channels of one row and two columns: 0 1 2 3 in the file are c0x0 c0x1 c1x0 c1x1.
    assertThat(network.parameters().toArray()).containsExactly(0, 4, 2, 6, 1, 5, 3, 7, 8, 9);
  }

  @Test
  void keys_of_others_in_the_metadata_are_left_alone() {
    byte[] bytes = new TinyFile().with("'reflux.format'", "'format':'pt','reflux.format'").bytes();

    assertThat(ModelFile.read(bytes).layers()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'F32'|'F16'|tensor \"fc.weight\": expected dtype F32, found \"F16\"",
        "[2,4]|[2,5]|tensor \"fc.weight\": shape [2, 5] asks for 40 bytes, its data_offsets are [0, 32]",
        "[2,4]|[4,2]|tensor \"fc.weight\": expected shape [2, 4], found [4, 2]",
        "[2,4]|[2,0]|extents must be at least 1",
        "[2,4]|[2,-4]|extents must be at least 1",
        "[2,4]|[2,4.0]|tensor \"fc.weight\": shape must be whole numbers, found 4.0",
        "[2,4]|[1,1,1,1,8]|tensor \"fc.weight\": expected 1 to 4 extents, found 5",
        "[2,4]|[4294967296,4294967296]|give at most 67108864 values",
        "[0,32]|[0,9223372036854775807]|its data_offsets are [0, 9223372036854775807]",
        "[32,40]|[28,36]|tensor \"fc.bias\": expected its bytes to start at 32",
        "[32,40]|[36,44]|tensor \"fc.bias\": expected its bytes to start at 32",
        "[32,40]|[-8,0]|its data_offsets are [-8, 0]",
        "[32,40]|[]|its data_offsets are []",
        "'fc.bias'|'fc.weight'|the header is malformed",
        "'fc.bias'|'other'|tensor \"fc.bias\": expected once for its layer, found none",
        "'fc.bias':|'__metadata__':|the header is malformed",
      })
  void a_wrong_tensor_is_named(String good, String bad, String message) {
    assertRefused(new TinyFile().with(good, bad).bytes(), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'reflux.format':'1'|'reflux.format':'2'|key \"reflux.format\": expected 1, found 2",
        "'reflux.format':'1'|'reflux.format':1|key \"reflux.format\" of the metadata: expected a text, found a NUMBER",
        "'reflux.format':'1',||each after \"reflux.\", found [architecture, channels,",
        "'reflux.classes'|'reflux.clases'|each after \"reflux.\", found [architecture, channels, clases,",
        "'reflux.classes':'2'|'reflux.classes':'1'|classes must be in [2, 65536], was 1",
        "'reflux.classes':'2'|'reflux.classes':'3'|tensor \"fc.weight\": expected shape [3, 4], found [2, 4]",
        "'reflux.width':'2'|'reflux.width':'-2'|key \"reflux.width\": expected a whole number in [1, 65536]",
        "'reflux.width':'2'|'reflux.width':'60000'|an image may have 4096 rows, columns or channels",
        "'reflux.tensors':'[#fc#]'|'reflux.tensors':'[]'|no layer of \"reflux.tensors\" has the tensors [fc.bias, fc.weight]",
        "'reflux.tensors':'[#fc#]'|'reflux.tensors':'[#fc#,#fc#]'|tensor \"fc.weight\": expected once for its layer, found a second layer with it",
        "'reflux.tensors':'[#fc#]'|'reflux.tensors':'['|key \"reflux.tensors\" is malformed",
        "#layers#:[]|#layers#:[{#attention#:{}}]|unknown layer \"attention\"; known are [convolution, dense, dropout, max-pool]",
        "#layers#:[]|#layers#:[{#dense#:{#units#:3}}]|expected tensors for 2 layers, with the logits layer, found them for 1",
        "#layers#:[]|#layers#:[{#max-pool#:{#size#:2}}]|size 2 is larger than its 1 x 2 map",
        "#layers#:[]|#class#:#java.lang.Runtime#,#layers#:[]|unknown key \"class\"",
      })
  void wrong_metadata_is_named(String good, String bad, String message) {
    String replacement = bad == null ? "" : bad;

    assertRefused(new TinyFile().with(good, replacement).bytes(), message);
  }

  @Test
  void more_layers_than_an_architecture_has_are_refused() {
    String layers = "{#dropout#:{#rate#:0.5}},".repeat(65);

    assertRefused(
        new TinyFile()
            .with("#layers#:[]", "#layers#:[" + layers.substring(0, layers.length() - 1) + "]")
            .bytes(),
        "the number of layers must be in [0, 64], was 65");
  }

  @Test
  void more_parameters_than_a_network_has_are_refused_before_memory_is_taken() {
    assertRefused(
        new TinyFile()
            .with("'reflux.height':'1'", "'reflux.height':'2048'")
            .with("'reflux.width':'2'", "'reflux.width':'1024'")
            .with("#layers#:[]", "#layers#:[{#dense#:{#units#:8192}}]")
            .bytes(),
        "the number of parameters must be in [1, 67108864]");
  }

  @ParameterizedTest
  @CsvSource({"-1, 18446744073709551615", "1048577, 1048577", "9999, 9999", "1, 1"})
  void a_wrong_length_of_the_header_is_refused(long length, String claimed) {
    byte[] bytes = new TinyFile().bytes();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);

    assertRefused(bytes, "claimed are " + claimed);
  }

  @Test
  void a_header_that_is_no_object_is_refused() {
    byte[] bytes = {2, 0, 0, 0, 0, 0, 0, 0, '[', ']'};

    assertRefused(bytes, "the header must be a JSON object of at most 256 tensors");
  }

  @Test
  void more_tensors_than_any_network_has_are_refused() {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 256; i++) {
      many.append("'t").append(i).append("':{},");
    }

    assertRefused(
        new TinyFile().with("'fc.weight'", many + "'fc.weight'").bytes(),
        "at most 256 tensors, found 259 entries");
  }

  @Test
  void a_nest_of_brackets_is_refused() {
    assertRefused(
        new TinyFile().with("'F32'", "[".repeat(100_000)).bytes(), "the header is malformed");
  }

  @Test
  void trailing_bytes_are_refused() {
    byte[] good = new TinyFile().bytes();

    assertRefused(
        Arrays.copyOf(good, good.length + 1),
        "expected 40 bytes of tensors after the header, found 41");
  }

  @ParameterizedTest
  @CsvSource({"NaN, NaN", "Infinity, Infinity", "-Infinity, -Infinity"})
  void a_weight_that_is_not_finite_is_refused(float value, String text) {
    TinyFile file = new TinyFile();
    file.values()[5] = value;

    assertThatExceptionOfType(ModelImportException.class)
        .isThrownBy(() -> ModelFile.read(file.bytes()).parameters())
        .withMessage("tensor \"fc.weight\": expected finite values, number 5 is " + text);
  }

  @Test
  void a_message_holds_no_control_characters_and_has_an_end() {
    String name = "\\u001b[2J" + "x".repeat(5000);

    assertThatExceptionOfType(ModelImportException.class)
        .isThrownBy(() -> ModelFile.read(new TinyFile().with("fc.bias", name).bytes()))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b").hasSizeLessThan(1100));
  }

  private static void assertRefused(byte[] content, String message) {
    assertThatExceptionOfType(ModelImportException.class)
        .isThrownBy(() -> ModelFile.read(content))
        .withMessageContaining(message);
  }
}
