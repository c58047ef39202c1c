package io.reflux.robustness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.robustness.network.ImageShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class IdxFormatTest {

  /** Two images of one row and three columns. */
  private static final byte[] IMAGES = bytes("00000803 00000002 00000001 00000003 000102 fdfeff");

  private static final byte[] LABELS = bytes("00000801 00000002 0901");

  @Test
  void images_and_labels_are_read_in_file_order() {
    LabelledPixels read = read(IMAGES, LABELS);

    assertThat(read.shape()).isEqualTo(new ImageShape(1, 3, 1));
    assertThat(read.size()).isEqualTo(2);
    assertThat(read.pixels()).containsExactly(0, 1, 2, 0xfd, 0xfe, 0xff);
    assertThat(read.labels()).containsExactly(9, 1);
  }

  @Test
  void gzipped_files_are_read_like_plain_ones() throws IOException {
    LabelledPixels read = read(gzip(IMAGES), gzip(LABELS));

    assertThat(read.pixels()).containsExactly(0, 1, 2, 0xfd, 0xfe, 0xff);
    assertThat(read.labels()).containsExactly(9, 1);
  }

  @Test
  void headers_are_the_bytes_in_front_of_pixels_and_labels() {
    assertThat(IdxFormat.imageHeader(2, new ImageShape(1, 3, 1)))
        .isEqualTo(Arrays.copyOf(IMAGES, 16));
    assertThat(IdxFormat.labelHeader(2)).isEqualTo(Arrays.copyOf(LABELS, 8));
    assertThat(IdxFormat.imageHeader(2, new ImageShape(1, 4, 3)))
        .isEqualTo(bytes("00000804 00000002 00000001 00000004 00000003"));
  }

  @Test
  void a_truncated_image_file_is_refused_with_the_place_where_it_ends() {
    assertRefused(
        Arrays.copyOf(IMAGES, 20),
        LABELS,
        "images, offset 16: expected 2 images of 1 x 3 bytes,"
            + " found the end of the file after 4 of these bytes");
  }

  @Test
  void a_truncated_header_is_refused() {
    assertRefused(
        Arrays.copyOf(IMAGES, 6),
        LABELS,
        "images, offset 4: expected an image count,"
            + " found the end of the file after 2 of these bytes");
  }

  @Test
  void truncated_labels_are_refused() {
    assertRefused(
        IMAGES,
        Arrays.copyOf(LABELS, 9),
        "labels, offset 8: expected 2 labels, found the end of the file after 1 of these bytes");
  }

  @Test
  void a_wrong_magic_number_is_refused() {
    assertRefused(
        LABELS,
        LABELS,
        "images, offset 0: expected the magic number 0x00000803 of IDX images, found 0x00000801");
  }

  @Test
  void different_counts_of_images_and_labels_are_refused() {
    assertRefused(
        IMAGES,
        bytes("00000801 00000003 090102"),
        "labels, offset 4: expected 2 labels, one per image of images, found 3");
  }

  @Test
  void a_label_out_of_range_is_refused_with_its_offset() {
    assertRefused(
        IMAGES,
        bytes("00000801 00000002 090a"),
        "labels, offset 9: expected a label from 0 to 9, found 10");
  }

  @Test
  void trailing_bytes_are_refused() {
    assertRefused(
        Arrays.copyOf(IMAGES, IMAGES.length + 1),
        LABELS,
        "images, offset 22: expected the end of the file, found trailing byte 0x00");
    assertRefused(
        IMAGES,
        Arrays.copyOf(LABELS, LABELS.length + 1),
        "labels, offset 10: expected the end of the file, found trailing byte 0x00");
  }

  @Test
  void a_file_without_images_is_refused() {
    assertRefused(
        bytes("00000803 00000000 00000001 00000003"),
        LABELS,
        "images, offset 4: expected an image count from 1 to 2147483639, found 0");
  }

  @Test
  void a_header_that_promises_more_than_memory_can_hold_is_refused_before_reading() {
    assertRefused(
        bytes("00000803 7fffff00 00000020 00000020"),
        LABELS,
        "images, offset 4: expected at most 2147483639 pixels,"
            + " found 2147483392 images of 32 x 32 bytes");
  }

  @Test
  void damaged_gzip_data_is_refused_as_such() throws IOException {
    byte[] damaged = gzip(IMAGES);

    assertThatExceptionOfType(DataFormatException.class)
        .isThrownBy(() -> read(Arrays.copyOf(damaged, damaged.length - 9), LABELS))
        .satisfies(e -> assertThat(e.file()).isEqualTo("images"))
        .satisfies(e -> assertThat(e.expected()).isEqualTo("gzip data whole to its end"));
  }

  @Test
  void a_file_that_cannot_be_opened_is_named() {
    DataFile missing = DataFile.of(Path.of("no-such-folder", "images"));

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> IdxFormat.read(missing, file("labels", LABELS), 10))
        .withMessageContaining("cannot read " + missing.name());
  }

  private static void assertRefused(byte[] images, byte[] labels, String message) {
    assertThatExceptionOfType(DataFormatException.class)
        .isThrownBy(() -> read(images, labels))
        .withMessage(message);
  }

  private static LabelledPixels read(byte[] images, byte[] labels) {
    return IdxFormat.read(file("images", images), file("labels", labels), 10);
  }

  private static DataFile file(String name, byte[] content) {
    return new DataFile(name, () -> new ByteArrayInputStream(content));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    }
    return compressed.toByteArray();
  }
}
