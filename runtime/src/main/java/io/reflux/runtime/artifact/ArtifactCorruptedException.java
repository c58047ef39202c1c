package io.reflux.runtime.artifact;

/** Stored bytes are not the ones that were written. */
public final class ArtifactCorruptedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ArtifactCorruptedException(Artifact expected, String foundSha256, long foundSize) {
    super(
        "artefact "
            + expected.uri()
            + " is corrupted: expected sha256 "
            + expected.sha256()
            + " and "
            + expected.size()
            + " bytes, found sha256 "
            + foundSha256
            + " and "
            + foundSize
            + " bytes");
  }
}
