package io.reflux.pipeline.training;

import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.CheckpointStage;
import io.reflux.schemas.avro.ModelQuality;
import java.util.Optional;

/**
 * A model in the making or finished, ready to be told in a record.
 *
 * @param checkpoint the model itself
 * @param weights where its parameters are
 * @param state from where training can go on; empty for a finished model
 * @param quality what was measured; empty for an unfinished model
 * @param seconds since this attempt began
 */
public record ModelSnapshot(
    Checkpoint checkpoint,
    ArtifactRef weights,
    Optional<ArtifactRef> state,
    Optional<ModelQuality> quality,
    double seconds) {

  /** Whether the model is finished. */
  public CheckpointStage stage() {
    return quality.isPresent() ? CheckpointStage.FINAL : CheckpointStage.EPOCH;
  }

  /** How many epochs are done. */
  public int epoch() {
    return checkpoint.state().epoch();
  }

  /** The mean loss of the last epoch, nats. */
  public double loss() {
    return checkpoint.state().loss();
  }

  /** Pixels of an image. */
  public int features() {
    return checkpoint.structure().shape().features();
  }

  /** Classes that the model tells apart. */
  public int classes() {
    return checkpoint.structure().classes();
  }
}
