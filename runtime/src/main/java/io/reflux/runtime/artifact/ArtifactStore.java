package io.reflux.runtime.artifact;

import java.io.UncheckedIOException;
import java.net.URI;

/** Keeps bytes by their content; safe for use by many threads and processes at once. */
public interface ArtifactStore {

  /**
   * Stores bytes; when this returns they are on stable storage. Bytes that are stored already are
   * recognised and not written again.
   *
   * @throws UncheckedIOException if they cannot be written, for instance because the disk is full
   */
  Artifact put(byte[] content);

  /**
   * Reads bytes and verifies that they are the ones that were stored.
   *
   * @throws ArtifactMissingException if nothing is stored there
   * @throws ArtifactCorruptedException if size or digest are not the artefact's
   * @throws IllegalArgumentException if the artefact belongs to another store
   * @throws UncheckedIOException if they cannot be read
   */
  byte[] get(Artifact artifact);

  /**
   * Opens a store.
   *
   * @param uri {@code file:DIRECTORY}, absolute or relative to the working directory; the directory
   *     is made if it is missing
   * @throws IllegalArgumentException if no kind of store has this scheme, naming those that exist
   * @throws UncheckedIOException if the directory cannot be made
   */
  static ArtifactStore open(URI uri) {
    if ("file".equals(uri.getScheme())) {
      return FileArtifactStore.open(uri);
    }
    throw new IllegalArgumentException(
        "the artefact store must be a file: URI, such as file:data/artifacts, was '" + uri + "'");
  }
}
