package io.reflux.standalone.report;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes small images in the Portable Network Graphics format (RFC 2083): eight bits per channel,
 * no filter, no interlacing. It needs no graphics system, which a server's Java may lack.
 */
final class Png {

  /** How many bytes a pixel has, and what PNG calls it. */
  enum Pixels {
    GREY(1, 0),
    RGB(3, 2),
    RGBA(4, 6);

    private final int bytes;
    private final int colourType;

    Pixels(int bytes, int colourType) {
      this.bytes = bytes;
      this.colourType = colourType;
    }
  }

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int BITS_PER_CHANNEL = 8;

  private Png() {}

  /**
   * Encodes an image.
   *
   * @param pixels what the bytes of a pixel are
   * @param width in pixels
   * @param bytes row by row, from the top
   */
  static byte[] encode(Pixels pixels, int width, byte[] bytes) {
    int rowBytes = width * pixels.bytes;
    int height = bytes.length / rowBytes;
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(png)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(pixels, width, height));
      chunk(out, "IDAT", compressed(bytes, rowBytes));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("an image in memory cannot be written", e);
    }
    return png.toByteArray();
  }

  private static byte[] header(Pixels pixels, int width, int height) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(header);
    out.writeInt(width);
    out.writeInt(height);
    out.write(new byte[] {BITS_PER_CHANNEL, (byte) pixels.colourType, 0, 0, 0});
    return header.toByteArray();
  }

  private static byte[] compressed(byte[] bytes, int rowBytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream out = new DeflaterOutputStream(compressed, deflater)) {
      for (int row = 0; row < bytes.length; row += rowBytes) {
        out.write(0);
        out.write(bytes, row, rowBytes);
      }
    } finally {
      deflater.end();
    }
    return compressed.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) checksum.getValue());
  }
}
