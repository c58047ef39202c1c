package io.reflux.standalone.cluster;

import io.reflux.pipeline.external.BroughtModel;
import io.reflux.runtime.artifact.ArtifactStore;
import io.reflux.runtime.messages.EventMetas;
import io.reflux.runtime.settings.RuntimeSettings;
import io.reflux.schemas.avro.ExternalModelRegistered;
import io.reflux.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;

/** Makes models that somebody brings known to a cluster. Doing it twice does no harm. */
public final class ModelRegistration {

  private final RecordSender sender;
  private final EventMetas metas;

  /** Registrations with a cluster. */
  public ModelRegistration(Cluster cluster, Clock clock) {
    this.sender = new RecordSender(cluster);
    this.metas = new EventMetas(RecordSender.PRODUCER, RuntimeSettings.buildVersion(), clock);
  }

  /**
   * Stores a model and registers it, and waits until the cluster has it.
   *
   * @param artifacts the store that the cluster's services share
   * @throws ClusterException if the cluster does not answer or has no such topic
   * @throws IOException if the store cannot be written to
   * @throws InterruptedException if the wait is interrupted
   */
  public void register(BroughtModel model, URI artifacts) throws IOException, InterruptedException {
    ExternalModelRegistered registered = stored(model, artifacts);
    sender.send(Topics.EXTERNAL_MODELS, registered.getModelId(), registered);
  }

  private ExternalModelRegistered stored(BroughtModel model, URI artifacts) throws IOException {
    try {
      return model.register(ArtifactStore.open(artifacts), metas);
    } catch (UncheckedIOException e) {
      throw new IOException("cannot write to the artefact store " + artifacts, e);
    }
  }
}
