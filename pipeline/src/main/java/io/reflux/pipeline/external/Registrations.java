package io.reflux.pipeline.external;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflux.robustness.provenance.CanonicalJson;
import io.reflux.robustness.provenance.Identity;
import io.reflux.runtime.artifact.Artifact;
import io.reflux.schemas.avro.ExternalModelRegistered;

/**
 * Names models that were made elsewhere by their weights, layers and temperature, so that the same
 * model registered twice is one model.
 */
public final class Registrations {

  private Registrations() {}

  /**
   * Returns a registration whose id is that of what it says, since whoever writes to the topic can
   * write anything.
   *
   * @throws IllegalArgumentException if it is not, or a value is malformed
   */
  public static ExternalModelRegistered checked(ExternalModelRegistered model) {
    Artifact weights = Artifact.of(model.getWeights());
    String id = id(weights.sha256(), model.getArchitecture(), model.getTemperature());
    if (!id.equals(model.getModelId())) {
      throw new IllegalArgumentException(
          "modelId must be %s, the digest of weights, architecture and temperature, was '%s'"
              .formatted(id, model.getModelId()));
    }
    return model;
  }

  /**
   * The id of a model.
   *
   * @param weights the SHA-256 of the checkpoint
   * @param architecture canonical JSON
   * @param temperature that it was trained at
   */
  static String id(String weights, String architecture, double temperature) {
    ObjectNode identity = JsonNodeFactory.instance.objectNode();
    identity.set("architecture", CanonicalJson.parse(architecture));
    identity.put("temperature", temperature);
    identity.put("weights", weights);
    return Identity.ofModel(CanonicalJson.of(identity));
  }
}
