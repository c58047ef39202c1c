package io.reflux.robustness.interchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.reflux.robustness.checkpoint.CheckpointFormat;
import io.reflux.robustness.interchange.tensors.ModelImportException;
import io.reflux.robustness.network.FloatMatrix;
import io.reflux.robustness.network.ImageShape;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelImportTest {

  private static final float CLOSE = 1e-5f;

  static Stream<TorchCase> cases() throws IOException {
    return TorchCase.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void an_imported_model_gives_the_logits_that_pytorch_gives(TorchCase given) {
    ImportedModel model = ModelImport.read(given.content());

    FloatMatrix logits;
    try (Compute compute = new Compute(1)) {
      logits =
          new ConvolutionalNetwork(model.structure(), model.parameters(), compute)
              .logits(given.pixels(model.structure().shape()));
    }

    assertThat(logits.rows()).isEqualTo(given.logits().size());
    for (int i = 0; i < logits.rows(); i++) {
      assertThat(logits.row(i)).containsExactly(given.logits().get(i), within(CLOSE));
    }
  }

  @ParameterizedTest
  @CsvSource({"sequential.safetensors, safetensors", "sequential.onnx, ONNX"})
  void the_format_is_recognised_by_the_content(String name, String format) {
    ImportedModel model = ModelImport.read(TorchCase.content(name));

    assertThat(model.format()).isEqualTo(format);
    assertThat(model.structure().shape()).isEqualTo(new ImageShape(11, 8, 3));
    assertThat(model.structure().classes()).isEqualTo(4);
  }

  @Test
  void both_formats_of_one_network_give_the_same_parameters() {
    assertThat(ModelImport.read(TorchCase.content("sequential.onnx")).parameters())
        .isEqualTo(ModelImport.read(TorchCase.content("sequential.safetensors")).parameters());
  }

  @Test
  void what_was_left_out_or_turned_round_is_noted() {
    assertThat(ModelImport.read(TorchCase.content("functional.onnx")).notes())
        .containsExactly(
            "node \"/Relu\" (Relu) now comes before MaxPool: both orders give the same",
            "node \"/LogSoftmax\" (LogSoftmax) at the end was left out: attacks need logits");
    assertThat(ModelImport.read(TorchCase.content("sequential.onnx")).notes()).isEmpty();
  }

  @Test
  void an_imported_model_can_be_kept_as_a_checkpoint() {
    ImportedModel model = ModelImport.read(TorchCase.content("functional.safetensors"));

    byte[] kept = CheckpointFormat.writeWeights(model.toCheckpoint());

    assertThat(CheckpointFormat.read(kept).structure()).isEqualTo(model.structure());
    assertThat(CheckpointFormat.read(kept).state().parameters()).isEqualTo(model.parameters());
  }

  @ParameterizedTest
  @CsvSource({
    "PK\003\004 and so on, 'found a zip archive, such as torch.save and Keras write'",
    "RFLX and so on, found a checkpoint of Reflux's own",
    "'', found 0 bytes of neither",
    "hello, found 5 bytes of neither"
  })
  void another_format_is_named(String content, String message) {
    assertThatExceptionOfType(ModelImportException.class)
        .isThrownBy(() -> ModelImport.read(content.getBytes(UTF_8)))
        .withMessageStartingWith("expected a safetensors file written by tools/export_pytorch.py")
        .withMessageEndingWith(message);
  }

  @Test
  void a_fault_in_a_file_names_the_file(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("weights.onnx"), "hello");

    assertThatExceptionOfType(ModelImportException.class)
        .isThrownBy(() -> ModelImport.read(file))
        .withMessageStartingWith(file + ": expected a safetensors file");
    assertThatExceptionOfType(ModelImportException.class)
        .isThrownBy(() -> ModelImport.read(directory.resolve("none")))
        .withMessageEndingWith("none: expected a file, found none");
  }

  @Test
  void a_file_is_refused_for_its_size_before_it_is_read(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("large");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(ModelImport.MOST_BYTES + 1L);
    }

    assertThatExceptionOfType(ModelImportException.class)
        .isThrownBy(() -> ModelImport.read(file))
        .withMessageContaining("a model may have 272629760 bytes, found 272629761");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void every_shorter_file_is_refused(TorchCase given) {
    for (int length = 0; length < given.content().length; length++) {
      byte[] bad = Arrays.copyOf(given.content(), length);
      assertThatExceptionOfType(ModelImportException.class)
          .as("length %d", length)
          .isThrownBy(() -> ModelImport.read(bad));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_changed_byte_gives_a_model_or_a_refusal(TorchCase given) {
    List<Integer> flips = List.of(0x01, 0x80, 0xff);

    for (int i = 0; i < given.content().length * flips.size(); i++) {
      byte[] bad = given.content().clone();
      bad[i / flips.size()] ^= flips.get(i % flips.size()).byteValue();
      assertModelOrRefusal(bad);
    }
  }

  @Test
  void random_bytes_are_refused() {
    Random random = new Random(7);
    List<byte[]> starts =
        List.of(new byte[0], new byte[] {8}, new byte[] {2, 0, 0, 0, 0, 0, 0, 0, '{'});

    for (int i = 0; i < 3000; i++) {
      byte[] bad = new byte[random.nextInt(9, 200)];
      random.nextBytes(bad);
      byte[] start = starts.get(i % starts.size());
      System.arraycopy(start, 0, bad, 0, start.length);
      assertThatExceptionOfType(ModelImportException.class).isThrownBy(() -> ModelImport.read(bad));
    }
  }

  private static void assertModelOrRefusal(byte[] content) {
    try {
      assertThat(ModelImport.read(content).parameters().size()).isPositive();
    } catch (ModelImportException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
