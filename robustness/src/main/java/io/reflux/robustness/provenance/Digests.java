package io.reflux.robustness.provenance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** SHA-256 digests as 64 lower-case hexadecimal characters. */
public final class Digests {

  private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-f]{64}");
  private static final int BUFFER_BYTES = 1 << 16;

  private Digests() {}

  /** A fresh SHA-256, for content that comes in pieces; finish it with {@link #hex}. */
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Finishes a digest; it is reset and can be used again. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of an array. */
  public static String sha256(byte[] content) {
    MessageDigest digest = newSha256();
    digest.update(content);
    return hex(digest);
  }

  /** The digest of a text's UTF-8 bytes. */
  public static String sha256(String text) {
    return sha256(text.getBytes(UTF_8));
  }

  /**
   * The digest of everything left in a stream, which is read to its end and not closed.
   *
   * @throws IOException if the stream cannot be read
   */
  public static String sha256(InputStream content) throws IOException {
    MessageDigest digest = newSha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return hex(digest);
  }

  /**
   * The digest of a file.
   *
   * @throws IOException if the file cannot be read
   */
  public static String sha256(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return sha256(content);
    }
  }

  /**
   * One digest for several parts in a fixed order: the digest of the parts' hexadecimal digests,
   * each followed by a line feed. The shell says the same with {@code sha256sum | cut -c1-64} per
   * part, piped into {@code sha256sum}.
   *
   * @throws IllegalArgumentException if a part is not a digest
   */
  public static String ofParts(List<String> digests) {
    StringBuilder lines = new StringBuilder();
    for (String digest : digests) {
      lines.append(requireSha256("part", digest)).append('\n');
    }
    return sha256(lines.toString());
  }

  /** Whether a text is 64 lower-case hexadecimal characters. */
  public static boolean isSha256(String text) {
    return SHA256_HEX.matcher(text).matches();
  }

  /**
   * Returns {@code digest}.
   *
   * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal characters
   */
  public static String requireSha256(String name, String digest) {
    if (!isSha256(digest)) {
      throw new IllegalArgumentException(
          name
              + " must be a SHA-256 of 64 lower-case hexadecimal characters, was \""
              + digest
              + "\"");
    }
    return digest;
  }
}
