package io.reflux.robustness.data.format;

import io.reflux.robustness.network.ImageShape;
import java.util.List;

/**
 * The binary version of CIFAR-10: batches of records of 3073 bytes, one label and then the red, the
 * green and the blue plane of a 32 x 32 image, row by row. Pixels come out in NHWC order.
 * Reference: A. Krizhevsky, "The CIFAR-10 dataset", section "Binary version".
 */
public final class CifarFormat {

  /** The shape of every image. */
  public static final ImageShape SHAPE = new ImageShape(32, 32, 3);

  /** The number of classes. */
  public static final int CLASSES = 10;

  private static final int PLANE_BYTES = SHAPE.height() * SHAPE.width();
  private static final int IMAGE_BYTES = SHAPE.features();

  private CifarFormat() {}

  /**
   * Reads batches, one after the other.
   *
   * @param recordsPerBatch how many records each file has
   * @throws DataFormatException if a file has more or fewer records, or a label is out of range
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static LabelledPixels read(List<DataFile> batches, int recordsPerBatch) {
    LabelledPixels all = allocate(batches.size() * recordsPerBatch);
    for (int i = 0; i < batches.size(); i++) {
      try (ByteCursor records = ByteCursor.open(batches.get(i))) {
        readBatch(records, all, i * recordsPerBatch, recordsPerBatch);
        records.expectEnd();
      }
    }
    return all;
  }

  static LabelledPixels allocate(int records) {
    return new LabelledPixels(
        SHAPE, new byte[Math.multiplyExact(records, IMAGE_BYTES)], new byte[records]);
  }

  /** Reads one batch into the images from {@code first} on. */
  static void readBatch(ByteCursor records, LabelledPixels target, int first, int count) {
    byte[] record = new byte[1 + IMAGE_BYTES];
    for (int i = 0; i < count; i++) {
      long offset = records.offset();
      records.readFully(record, "record %d of %d, %d bytes".formatted(i, count, record.length));
      if (Byte.toUnsignedInt(record[0]) >= CLASSES) {
        throw new DataFormatException(
            records.file(),
            offset,
            "a label from 0 to " + (CLASSES - 1),
            Integer.toString(Byte.toUnsignedInt(record[0])));
      }
      target.labels()[first + i] = record[0];
      interleave(record, target.pixels(), (first + i) * IMAGE_BYTES);
    }
  }

  private static void interleave(byte[] record, byte[] pixels, int start) {
    for (int channel = 0; channel < SHAPE.channels(); channel++) {
      int plane = 1 + channel * PLANE_BYTES;
      for (int pixel = 0; pixel < PLANE_BYTES; pixel++) {
        pixels[start + pixel * SHAPE.channels() + channel] = record[plane + pixel];
      }
    }
  }
}
