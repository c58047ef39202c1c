package io.reflux.runtime.artifact;

/** Nothing is stored where an artefact should be: it was deleted, or the store is another one. */
public final class ArtifactMissingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ArtifactMissingException(Artifact artifact) {
    super(
        "artefact "
            + artifact.uri()
            + " is missing; all services must share one artefact store, and its files must be kept"
            + " as long as the records that name them");
  }
}
