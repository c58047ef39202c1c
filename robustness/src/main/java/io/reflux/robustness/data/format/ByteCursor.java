package io.reflux.robustness.data.format;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a content from front to back and knows its offset, so that a failure can name it. Content
 * that starts with the gzip magic is decompressed; offsets count decompressed bytes.
 */
final class ByteCursor implements Closeable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;

  private final String file;
  private final InputStream stream;
  private long offset;

  private ByteCursor(String file, InputStream stream) {
    this.file = file;
    this.stream = stream;
  }

  static ByteCursor open(DataFile data) {
    InputStream raw = at(data.name(), 0, data.content()::open);
    try {
      return new ByteCursor(data.name(), at(data.name(), 0, () -> decompressed(raw)));
    } catch (DataFormatException | UncheckedIOException e) {
      new ByteCursor(data.name(), raw).close();
      throw e;
    }
  }

  String file() {
    return file;
  }

  long offset() {
    return offset;
  }

  /** A 32-bit big-endian integer as 0 to 4294967295. */
  long readUnsignedInt(String what) {
    byte[] bytes = new byte[Integer.BYTES];
    readFully(bytes, what);
    long value = 0;
    for (byte next : bytes) {
      value = value << Byte.SIZE | Byte.toUnsignedLong(next);
    }
    return value;
  }

  /** Exactly {@code length} bytes; memory grows with what is there, not with what is asked for. */
  byte[] read(int length, String what) {
    byte[] bytes = at(file, offset, () -> stream.readNBytes(length));
    advance(bytes.length, length, what);
    return bytes;
  }

  /** Fills an array. */
  void readFully(byte[] target, String what) {
    int read = at(file, offset, () -> stream.readNBytes(target, 0, target.length));
    advance(read, target.length, what);
  }

  /** Skips exactly {@code length} bytes. */
  void skip(long length, String what) {
    long skipped = at(file, offset, () -> skipUpTo(length));
    advance(skipped, length, what);
  }

  /** Checks that nothing is left. */
  void expectEnd() {
    int next = at(file, offset, stream::read);
    if (next >= 0) {
      throw new DataFormatException(
          file, offset, "the end of the file", "trailing byte 0x%02x".formatted(next));
    }
  }

  @Override
  public void close() {
    at(
        file,
        offset,
        () -> {
          stream.close();
          return file;
        });
  }

  private void advance(long read, long length, String what) {
    if (read < length) {
      throw new DataFormatException(
          file, offset, what, "the end of the file after %d of these bytes".formatted(read));
    }
    offset += length;
  }

  private long skipUpTo(long length) throws IOException {
    long left = length;
    while (left > 0) {
      long skipped = stream.skip(left);
      if (skipped == 0 && stream.read() < 0) {
        return length - left;
      }
      left -= Math.max(skipped, 1);
    }
    return length;
  }

  private static InputStream decompressed(InputStream raw) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER_BYTES);
    buffered.mark(2);
    int magic = buffered.read() << Byte.SIZE | buffered.read();
    buffered.reset();
    return magic == GZIP_MAGIC
        ? new BufferedInputStream(new GZIPInputStream(buffered, BUFFER_BYTES), BUFFER_BYTES)
        : buffered;
  }

  private static <T> T at(String file, long offset, Step<T> step) {
    try {
      return step.run();
    } catch (ZipException | EOFException e) {
      DataFormatException corrupt =
          new DataFormatException(
              file, offset, "gzip data whole to its end", "a gzip error: " + e.getMessage());
      corrupt.initCause(e);
      throw corrupt;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** One access to the content. */
  @FunctionalInterface
  private interface Step<T> {
    T run() throws IOException;
  }
}
