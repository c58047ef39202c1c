package io.reflux.robustness.data.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CifarArchiveTest {

  private static final List<String> BATCHES = List.of("data_batch_1.bin", "data_batch_2.bin");
  private static final byte[] END = new byte[1024];

  @Test
  void batches_come_in_the_asked_order_whatever_their_order_in_the_archive() {
    LabelledPixels read =
        read(
            header("cifar-10-batches-bin/", "0"),
            header("cifar-10-batches-bin/data_batch_2.bin", "6001"),
            padded(CifarFormatTest.record(2, 2, 2, 2)),
            header("cifar-10-batches-bin/readme.html", "5"),
            padded("hello".getBytes(US_ASCII)),
            header("cifar-10-batches-bin/data_batch_1.bin", "6001"),
            padded(CifarFormatTest.record(1, 1, 1, 1)),
            END);

    assertThat(read.labels()).containsExactly(1, 2);
    assertThat(read.pixels()[0]).isEqualTo((byte) 1);
    assertThat(read.pixels()[3072]).isEqualTo((byte) 2);
  }

  @Test
  void a_missing_batch_is_named() {
    assertRefused(
        "archive, offset 4096: expected an entry data_batch_2.bin, found the end of the archive",
        header("data_batch_1.bin", "6001"),
        padded(CifarFormatTest.record(1, 1, 1, 1)),
        END);
  }

  @Test
  void an_entry_of_another_size_is_refused() {
    assertRefused(
        "archive, offset 512: expected 3073 bytes in entry data_batch_1.bin, found 3072",
        header("data_batch_1.bin", "6000"),
        padded(CifarFormatTest.record(1, 1, 1, 1)),
        END);
  }

  @Test
  void a_truncated_archive_is_refused() {
    assertRefused(
        "archive, offset 512: expected record 0 of 1, 3073 bytes,"
            + " found the end of the file after 512 of these bytes",
        header("data_batch_1.bin", "6001"),
        new byte[512]);
  }

  @Test
  void a_file_that_is_no_tar_archive_is_refused() {
    byte[] text = "x".repeat(512).getBytes(US_ASCII);

    assertRefused(
        "archive, offset 124: expected the octal size of a tar entry, found "
            + "787878787878787878787878",
        text);
  }

  private static void assertRefused(String message, byte[]... parts) {
    assertThatExceptionOfType(DataFormatException.class)
        .isThrownBy(() -> read(parts))
        .withMessage(message);
  }

  private static LabelledPixels read(byte[]... parts) {
    return CifarArchive.read(CifarFormatTest.file("archive", parts), BATCHES, 1);
  }

  private static byte[] header(String name, String octalSize) {
    byte[] header = new byte[512];
    byte[] nameBytes = name.getBytes(US_ASCII);
    System.arraycopy(nameBytes, 0, header, 0, nameBytes.length);
    byte[] size = "%11s ".formatted(octalSize).replace(' ', '0').getBytes(US_ASCII);
    System.arraycopy(size, 0, header, 124, 11);
    return header;
  }

  private static byte[] padded(byte[] content) {
    return Arrays.copyOf(content, (content.length + 511) / 512 * 512);
  }
}
