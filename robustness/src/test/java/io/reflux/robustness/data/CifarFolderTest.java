package io.reflux.robustness.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.robustness.data.download.DownloadListener;
import io.reflux.robustness.data.format.DataFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarFolderTest {

  private static final List<String> BATCHES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin",
          "test_batch.bin");

  @TempDir private Path folder;

  @Test
  void batches_are_found_in_the_folder_itself() throws IOException {
    write(folder, BATCHES);

    CifarFolder found = CifarFolder.in(folder, 1).orElseThrow();

    assertThat(found.training().labels()).containsExactly(0, 1, 2, 3, 4);
    assertThat(found.test().labels()).containsExactly(5);
  }

  @Test
  void batches_are_found_in_the_published_subfolder() throws IOException {
    write(Files.createDirectory(folder.resolve("cifar-10-batches-bin")), BATCHES);

    assertThat(CifarFolder.in(folder, 1).orElseThrow().test().size()).isEqualTo(1);
  }

  @Test
  void the_published_archive_is_found() throws IOException {
    Path archive = Files.createFile(folder.resolve("cifar-10-binary.tar.gz"));

    assertThat(CifarFolder.in(folder, 1)).contains(new CifarFolder(archive, true, 1));
  }

  @Test
  void an_empty_folder_holds_nothing() {
    assertThat(CifarFolder.in(folder, 1)).isEmpty();
  }

  @Test
  void missing_batches_are_named() throws IOException {
    write(folder, BATCHES.subList(1, 5));

    assertThatExceptionOfType(DatasetUnavailableException.class)
        .isThrownBy(() -> CifarFolder.in(folder, 1))
        .withMessage(
            folder
                + " has some batches of CIFAR-10 but not all:"
                + " put data_batch_1.bin, test_batch.bin there too");
  }

  @Test
  void the_catalogue_asks_for_the_published_number_of_records() throws IOException {
    write(Files.createDirectory(folder.resolve("cifar10")), BATCHES);
    DatasetLocations locations =
        DatasetLocations.defaults(folder.resolve("cache")).withDatasetDirectory(folder);
    DatasetCatalog catalog = new DatasetCatalog(locations, DownloadListener.silent());

    assertThatExceptionOfType(DataFormatException.class)
        .isThrownBy(() -> catalog.load(DatasetSpec.of("cifar10")))
        .withMessageContaining("offset 3073: expected record 1 of 10000, 3073 bytes");
  }

  private static void write(Path target, List<String> batches) throws IOException {
    for (String batch : batches) {
      byte[] record = new byte[3073];
      record[0] = (byte) BATCHES.indexOf(batch);
      Files.write(target.resolve(batch), record);
    }
  }
}
