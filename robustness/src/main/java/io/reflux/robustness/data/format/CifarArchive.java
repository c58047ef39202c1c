package io.reflux.robustness.data.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CIFAR-10's batches inside the tar archive they are published in, gzipped or not. Nothing is
 * unpacked: entries are recognised by the last part of their name, decoded where they stand, and
 * everything else is passed over.
 */
public final class CifarArchive {

  private static final int BLOCK_BYTES = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_OFFSET = 124;
  private static final int SIZE_BYTES = 12;
  private static final Pattern OCTAL = Pattern.compile(" *([0-7]{1,11})[ \\x00]*");

  private final ByteCursor archive;
  private final List<String> batches;
  private final int recordsPerBatch;

  private CifarArchive(ByteCursor archive, List<String> batches, int recordsPerBatch) {
    this.archive = archive;
    this.batches = batches;
    this.recordsPerBatch = recordsPerBatch;
  }

  /**
   * Reads the named batches, in the order of {@code batches}, whatever their order in the archive.
   *
   * @param batches file names without folder
   * @throws DataFormatException if the archive is damaged or lacks a batch, or a batch is not as
   *     {@link CifarFormat} says
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  public static LabelledPixels read(DataFile archive, List<String> batches, int recordsPerBatch) {
    try (ByteCursor bytes = ByteCursor.open(archive)) {
      return new CifarArchive(bytes, batches, recordsPerBatch).read();
    }
  }

  private LabelledPixels read() {
    LabelledPixels all = CifarFormat.allocate(batches.size() * recordsPerBatch);
    List<String> missing = new ArrayList<>(batches);
    while (!missing.isEmpty()) {
      long headerOffset = archive.offset();
      byte[] header = archive.read(BLOCK_BYTES, "512 bytes of tar header before " + missing.get(0));
      if (header[0] == 0) {
        throw new DataFormatException(
            archive.file(), headerOffset, "an entry " + missing.get(0), "the end of the archive");
      }
      String name = lastPart(text(header, 0, NAME_BYTES));
      long size = size(header, headerOffset);
      long end = archive.offset() + (size + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
      if (missing.remove(name)) {
        readEntry(name, size, all);
      }
      archive.skip(end - archive.offset(), "tar entry " + name);
    }
    return all;
  }

  private void readEntry(String name, long size, LabelledPixels all) {
    long expected = recordsPerBatch * (1L + CifarFormat.SHAPE.features());
    if (size != expected) {
      throw new DataFormatException(
          archive.file(),
          archive.offset(),
          "%d bytes in entry %s".formatted(expected, name),
          Long.toString(size));
    }
    CifarFormat.readBatch(archive, all, batches.indexOf(name) * recordsPerBatch, recordsPerBatch);
  }

  private long size(byte[] header, long headerOffset) {
    String text = new String(header, SIZE_OFFSET, SIZE_BYTES, US_ASCII);
    Matcher size = OCTAL.matcher(text);
    if (!size.matches()) {
      throw new DataFormatException(
          archive.file(),
          headerOffset + SIZE_OFFSET,
          "the octal size of a tar entry",
          HexFormat.of().formatHex(header, SIZE_OFFSET, SIZE_OFFSET + SIZE_BYTES));
    }
    return Long.parseLong(size.group(1), Byte.SIZE);
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, US_ASCII);
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
