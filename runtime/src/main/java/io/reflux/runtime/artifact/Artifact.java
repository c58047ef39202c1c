package io.reflux.runtime.artifact;

import io.reflux.schemas.avro.ArtifactRef;
import java.util.regex.Pattern;

/**
 * A reference to stored bytes.
 *
 * @param uri where they are; only the store that wrote it gives it a meaning
 * @param sha256 the digest of the content, 64 lower-case hexadecimal digits
 * @param size the length in bytes, at least 0
 */
public record Artifact(String uri, String sha256, long size) {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** Checks the form of the digest and the size; the digest becomes a file's name. */
  public Artifact {
    if (!DIGEST.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 must be 64 lower-case hexadecimal digits, was '" + sha256 + "'");
    }
    if (size < 0) {
      throw new IllegalArgumentException("size must be >= 0, was " + size);
    }
  }

  /** The reference as records carry it. */
  public ArtifactRef ref() {
    return ArtifactRef.newBuilder().setUri(uri).setSha256(sha256).setSize(size).build();
  }

  /**
   * The reference that a record carries.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static Artifact of(ArtifactRef ref) {
    return new Artifact(ref.getUri(), ref.getSha256(), ref.getSize());
  }
}
