package io.reflux.robustness.data.format;

import io.reflux.robustness.network.ImageShape;
import java.nio.ByteBuffer;

/**
 * IDX, the format of MNIST: big-endian 32-bit integers (a magic number, then one extent per
 * dimension), then unsigned bytes. Images are {@code 0x00000803, count, rows, columns}, labels are
 * {@code 0x00000801, count}. Files may be gzipped. Reference: "THE MNIST DATABASE of handwritten
 * digits", Y. LeCun, C. Cortes, C. Burges, section "File formats".
 */
public final class IdxFormat {

  private static final long LABELS_MAGIC = 0x00000801;
  private static final long IMAGES_MAGIC = 0x00000803;
  private static final long COLOUR_IMAGES_MAGIC = 0x00000804;
  private static final long COUNT_OFFSET = 4;
  private static final long LABELS_OFFSET = 8;

  /** The largest array every Java platform can make. */
  private static final long MAXIMUM_BYTES = Integer.MAX_VALUE - 8L;

  private IdxFormat() {}

  /**
   * Reads the images of one file and the labels of another.
   *
   * @param classes labels must be below it, 1 to 256
   * @throws DataFormatException if a file departs from the format, the counts differ, or a label is
   *     out of range
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static LabelledPixels read(DataFile images, DataFile labels, int classes) {
    try (ByteCursor imageBytes = ByteCursor.open(images);
        ByteCursor labelBytes = ByteCursor.open(labels)) {
      expectMagic(imageBytes, IMAGES_MAGIC, "IDX images");
      long count = readExtent(imageBytes, "an image count");
      int rows = (int) readExtent(imageBytes, "a row count");
      int columns = (int) readExtent(imageBytes, "a column count");
      byte[] pixels = readPixels(imageBytes, count, rows, columns);
      byte[] values = readLabels(labelBytes, (int) count, images.name());
      checkLabels(labelBytes.file(), values, classes);
      return new LabelledPixels(new ImageShape(rows, columns, 1), pixels, values);
    }
  }

  /**
   * The bytes in front of the pixels. Grey images have three dimensions; images of several channels
   * have a fourth, the channel, which varies fastest.
   */
  public static byte[] imageHeader(int count, ImageShape shape) {
    boolean grey = shape.channels() == 1;
    ByteBuffer header = ByteBuffer.allocate((grey ? 4 : 5) * Integer.BYTES);
    header.putInt((int) (grey ? IMAGES_MAGIC : COLOUR_IMAGES_MAGIC));
    header.putInt(count).putInt(shape.height()).putInt(shape.width());
    if (!grey) {
      header.putInt(shape.channels());
    }
    return header.array();
  }

  /** The bytes in front of the labels. */
  public static byte[] labelHeader(int count) {
    return ByteBuffer.allocate(2 * Integer.BYTES).putInt((int) LABELS_MAGIC).putInt(count).array();
  }

  private static byte[] readPixels(ByteCursor images, long count, int rows, int columns) {
    String what = "%d images of %d x %d bytes".formatted(count, rows, columns);
    long perImage = (long) rows * columns;
    if (perImage > MAXIMUM_BYTES || count > MAXIMUM_BYTES / perImage) {
      throw new DataFormatException(
          images.file(), COUNT_OFFSET, "at most " + MAXIMUM_BYTES + " pixels", what);
    }
    byte[] pixels = images.read((int) (count * perImage), what);
    images.expectEnd();
    return pixels;
  }

  private static byte[] readLabels(ByteCursor labels, int count, String imagesFile) {
    expectMagic(labels, LABELS_MAGIC, "IDX labels");
    long found = readExtent(labels, "a label count");
    if (found != count) {
      throw new DataFormatException(
          labels.file(),
          COUNT_OFFSET,
          "%d labels, one per image of %s".formatted(count, imagesFile),
          Long.toString(found));
    }
    byte[] values = labels.read(count, count + " labels");
    labels.expectEnd();
    return values;
  }

  private static void checkLabels(String file, byte[] labels, int classes) {
    for (int i = 0; i < labels.length; i++) {
      int label = Byte.toUnsignedInt(labels[i]);
      if (label >= classes) {
        throw new DataFormatException(
            file, LABELS_OFFSET + i, "a label from 0 to " + (classes - 1), Integer.toString(label));
      }
    }
  }

  private static void expectMagic(ByteCursor bytes, long magic, String what) {
    String expected = "the magic number 0x%08x of %s".formatted(magic, what);
    long found = bytes.readUnsignedInt(expected);
    if (found != magic) {
      throw new DataFormatException(bytes.file(), 0, expected, "0x%08x".formatted(found));
    }
  }

  private static long readExtent(ByteCursor bytes, String what) {
    long offset = bytes.offset();
    long extent = bytes.readUnsignedInt(what);
    if (extent < 1 || extent > MAXIMUM_BYTES) {
      throw new DataFormatException(
          bytes.file(), offset, what + " from 1 to " + MAXIMUM_BYTES, Long.toString(extent));
    }
    return extent;
  }
}
