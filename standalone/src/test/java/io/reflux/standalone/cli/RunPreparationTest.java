package io.reflux.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.standalone.embedded.EmbeddedPlatform;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run needs is looked for before anything is started. */
final class RunPreparationTest {

  private static final int IMAGES = 20;
  private static final int PIXELS = 28 * 28;

  @TempDir Path directory;
  private CommandLineFixture reflux;

  @BeforeEach
  void begin() {
    reflux = CommandLineFixture.withoutServices(directory);
  }

  @Test
  void an_output_directory_that_is_a_file_is_told_with_what_to_do() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThat(reflux.execute("run", "--out", file.toString())).isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(reflux.err())
        .isEqualTo(
            "no report can be written: %s is not a directory; choose another place with --out DIR%n"
                .formatted(file));
  }

  @Test
  void a_port_that_is_in_use_is_told_with_the_option_for_another() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertThat(run("fashion-quick", "--port", port)).isEqualTo(ExitStatus.ENVIRONMENT);
      assertThat(reflux.err())
          .startsWith("cannot listen on port " + port)
          .endsWith("give another --port, or none for any free one%n".formatted());
    }
  }

  @Test
  @Tag("slow")
  void a_state_directory_of_another_run_is_told_with_the_option_for_another() throws Exception {
    Path state = Files.createDirectories(directory.resolve("state"));

    try (EmbeddedPlatform other = EmbeddedPlatform.start(state)) {
      assertThat(run("fashion-quick", "--state-dir", state.toString()))
          .isEqualTo(ExitStatus.ENVIRONMENT);
      assertThat(reflux.err())
          .as("beside the broker at %s", other.bootstrapServers())
          .contains(state + " is in use by another run; wait until that one has ended or give");
    }
  }

  @Test
  void a_missing_dataset_directory_is_told() {
    Path missing = directory.resolve("missing");

    assertThat(run("papernot-mnist", "--dataset-dir", missing.toString()))
        .isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(reflux.err())
        .isEqualTo("the dataset directory %s does not exist%n".formatted(missing));
  }

  @Test
  void a_directory_without_images_is_told_with_what_it_should_hold() throws Exception {
    assertThat(run(experimentOn(directory.resolve("images")))).isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(reflux.err())
        .startsWith(directory.resolve("images") + " holds no IDX data set: put train-images-idx3");
  }

  @Test
  void a_truncated_file_is_told_with_the_place() throws Exception {
    Path images = images(IMAGES * PIXELS - 1, (byte) 9);

    assertThat(run(experimentOn(images))).isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(reflux.err())
        .isEqualTo(
            ("%s, offset 16: expected 20 images of 28 x 28 bytes, found the end of the file"
                    + " after 15679 of these bytes%n")
                .formatted(images.resolve("train-images-idx3-ubyte")));
  }

  @Test
  void a_label_beyond_the_classes_is_told_with_the_place() throws Exception {
    Path images = images(IMAGES * PIXELS, (byte) 10);

    assertThat(run("papernot-mnist", "--dataset-dir", images.toString()))
        .isEqualTo(ExitStatus.ENVIRONMENT);
    assertThat(reflux.err())
        .startsWith(images.resolve("train-labels-idx1-ubyte") + ", offset 27: ")
        .doesNotContain("Exception");
  }

  private int run(String experiment, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", experiment));
    arguments.addAll(List.of("--out", directory.resolve("out").toString()));
    arguments.addAll(List.of(options));
    return reflux.execute(arguments.toArray(String[]::new));
  }

  private String experimentOn(Path images) throws IOException {
    return Files.writeString(
            directory.resolve("experiment.yaml"), "dataset: {name: 'idx:%s'}\n".formatted(images))
        .toString();
  }

  /** Writes a data set whose training images are cut off, and whose last label is given. */
  private Path images(int trainingBytes, byte lastLabel) throws IOException {
    Path images = Files.createDirectories(directory.resolve("images"));
    byte[] labels = new byte[IMAGES];
    labels[IMAGES - 1] = lastLabel;
    for (String part : new String[] {"train", "t10k"}) {
      int bytes = part.equals("train") ? trainingBytes : IMAGES * PIXELS;
      write(images.resolve(part + "-images-idx3-ubyte"), new byte[bytes], 0x803, IMAGES, 28, 28);
      write(images.resolve(part + "-labels-idx1-ubyte"), labels, 0x801, IMAGES);
    }
    return images;
  }

  private static void write(Path file, byte[] content, int... header) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int number : header) {
      out.writeInt(number);
    }
    out.write(content);
    Files.write(file, bytes.toByteArray());
  }
}
