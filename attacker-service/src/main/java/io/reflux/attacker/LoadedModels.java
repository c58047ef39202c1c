package io.reflux.attacker;

import io.reflux.pipeline.training.StoredCheckpoints;
import io.reflux.robustness.checkpoint.Checkpoint;
import io.reflux.robustness.network.execution.Compute;
import io.reflux.robustness.network.execution.ConvolutionalNetwork;
import io.reflux.schemas.avro.ArtifactRef;
import java.util.LinkedHashMap;
import java.util.Map;

/** Models by their digests, the last few kept, since the jobs of one model come together. */
final class LoadedModels {

  private static final int MOST = 4;

  private final StoredCheckpoints stored;
  private final Compute compute;
  private final Map<String, ConvolutionalNetwork> loaded = new LinkedHashMap<>();

  LoadedModels(StoredCheckpoints stored, Compute compute) {
    this.stored = stored;
    this.compute = compute;
  }

  /**
   * The network of some weights.
   *
   * @throws io.reflux.runtime.artifact.ArtifactMissingException if they are not in the store
   * @throws io.reflux.runtime.artifact.ArtifactCorruptedException if they are not what was stored
   * @throws io.reflux.robustness.checkpoint.CheckpointCorruptedException if they are no checkpoint
   */
  synchronized ConvolutionalNetwork load(ArtifactRef weights) {
    ConvolutionalNetwork known = loaded.get(weights.getSha256());
    if (known != null) {
      return known;
    }
    Checkpoint checkpoint = stored.read(weights);
    ConvolutionalNetwork network =
        new ConvolutionalNetwork(checkpoint.structure(), checkpoint.state().parameters(), compute);
    if (loaded.size() >= MOST) {
      loaded.remove(loaded.keySet().iterator().next());
    }
    loaded.put(weights.getSha256(), network);
    return network;
  }
}
