package io.reflux.robustness.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CifarFormatTest {

  private static final int RECORD_BYTES = 3073;

  @Test
  void planes_are_interleaved_into_nhwc_order() {
    byte[] record = record(7, 10, 20, 30);
    record[1 + 33] = 11;
    record[1 + 1024 + 33] = 21;
    record[1 + 2048 + 33] = 31;

    LabelledPixels read = CifarFormat.read(List.of(file("batch", record)), 1);

    assertThat(read.labels()).containsExactly(7);
    assertThat(Arrays.copyOf(read.pixels(), 6)).containsExactly(10, 20, 30, 10, 20, 30);
    assertThat(Arrays.copyOfRange(read.pixels(), 99, 105)).containsExactly(11, 21, 31, 10, 20, 30);
  }

  @Test
  void batches_follow_one_another() {
    DataFile first = file("first", record(1, 1, 1, 1), record(2, 2, 2, 2));
    DataFile second = file("second", record(3, 3, 3, 3), record(4, 4, 4, 4));

    LabelledPixels read = CifarFormat.read(List.of(first, second), 2);

    assertThat(read.labels()).containsExactly(1, 2, 3, 4);
    assertThat(read.pixels()[3 * 3072]).isEqualTo((byte) 4);
  }

  @Test
  void a_truncated_record_is_refused_with_its_place() {
    byte[] records = Arrays.copyOf(record(1, 1, 1, 1), RECORD_BYTES + 100);

    assertRefused(
        file("batch", records),
        2,
        "batch, offset 3073: expected record 1 of 2, 3073 bytes,"
            + " found the end of the file after 100 of these bytes");
  }

  @Test
  void a_label_out_of_range_is_refused_with_its_offset() {
    assertRefused(
        file("batch", record(1, 1, 1, 1), record(10, 1, 1, 1)),
        2,
        "batch, offset 3073: expected a label from 0 to 9, found 10");
  }

  @Test
  void a_record_too_many_is_refused() {
    assertRefused(
        file("batch", record(1, 1, 1, 1), record(2, 1, 1, 1)),
        1,
        "batch, offset 3073: expected the end of the file, found trailing byte 0x02");
  }

  private static void assertRefused(DataFile batch, int records, String message) {
    assertThatExceptionOfType(DataFormatException.class)
        .isThrownBy(() -> CifarFormat.read(List.of(batch), records))
        .withMessage(message);
  }

  static byte[] record(int label, int red, int green, int blue) {
    byte[] record = new byte[RECORD_BYTES];
    record[0] = (byte) label;
    Arrays.fill(record, 1, 1025, (byte) red);
    Arrays.fill(record, 1025, 2049, (byte) green);
    Arrays.fill(record, 2049, RECORD_BYTES, (byte) blue);
    return record;
  }

  static DataFile file(String name, byte[]... records) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] record : records) {
      content.writeBytes(record);
    }
    return new DataFile(name, () -> new ByteArrayInputStream(content.toByteArray()));
  }
}
