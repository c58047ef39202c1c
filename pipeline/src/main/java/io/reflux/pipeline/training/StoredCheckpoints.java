package io.reflux.pipeline.training;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.checkpoint.CheckpointCorruptedException;
import io.reflux.robustness.checkpoint.CheckpointFormat;
import io.reflux.runtime.artifact.Artifact;
import io.reflux.runtime.artifact.ArtifactCorruptedException;
import io.reflux.runtime.artifact.ArtifactMissingException;
import io.reflux.runtime.artifact.ArtifactStore;
import io.reflux.schemas.avro.ArtifactRef;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints in the artefact store.
 *
 * @param artifacts the store
 */
public record StoredCheckpoints(ArtifactStore artifacts) {

  private static final Logger LOG = LoggerFactory.getLogger(StoredCheckpoints.class);

  /** Stores what a training needs to go on. */
  ArtifactRef putState(Checkpoint checkpoint) {
    return artifacts.put(CheckpointFormat.writeState(checkpoint)).ref();
  }

  /** Stores a finished model. */
  ArtifactRef putWeights(Checkpoint checkpoint) {
    return artifacts.put(CheckpointFormat.writeWeights(checkpoint)).ref();
  }

  /**
   * Reads a checkpoint.
   *
   * @throws ArtifactMissingException if it is not in the store
   * @throws ArtifactCorruptedException if it is not what was stored
   * @throws CheckpointCorruptedException if it is no checkpoint
   */
  public Checkpoint read(ArtifactRef checkpoint) {
    return CheckpointFormat.read(artifacts.get(Artifact.of(checkpoint)));
  }

  /** Reads a checkpoint that can be done without. */
  Optional<Checkpoint> readIfIntact(ArtifactRef checkpoint) {
    try {
      return Optional.of(read(checkpoint));
    } catch (ArtifactMissingException
        | ArtifactCorruptedException
        | CheckpointCorruptedException
        | IllegalArgumentException e) {
      LOG.warn("a checkpoint cannot be resumed, training begins anew: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
