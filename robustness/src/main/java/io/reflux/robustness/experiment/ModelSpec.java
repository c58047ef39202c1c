package io.reflux.robustness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.network.Architecture;
import io.reflux.robustness.network.ArchitectureNotation;
import io.reflux.robustness.provenance.CanonicalJson;
import io.reflux.robustness.provenance.Identity;
import io.reflux.robustness.training.TrainingPlan;
import java.util.Optional;

/**
 * Everything that makes a model this model and no other: data, network, training, and for a student
 * the teacher whose soft labels it learns. The same specification trained twice on the same build
 * and processor type gives the same bytes.
 *
 * @param dataset the images; only their content and limits are part of the identity
 * @param architecture the network
 * @param plan how it is trained, with temperature and seed
 * @param parent the teacher's {@link #id()}; empty for models trained on hard labels
 */
public record ModelSpec(
    DatasetSpec dataset, Architecture architecture, TrainingPlan plan, Optional<String> parent) {

  /** The identity: {@code m-} and 32 hexadecimal characters. */
  public String id() {
    return Identity.ofModel(canonical());
  }

  /**
   * The specification as canonical JSON, the text whose digest {@link #id()} is.
   *
   * @throws IllegalArgumentException if the data set's digest is neither given nor published
   */
  public String canonical() {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.set("architecture", CanonicalJson.parse(architecture.canonicalJson()));
    spec.set("dataset", CanonicalJson.parse(CanonicalJson.of(dataset.identity())));
    spec.set("plan", CanonicalJson.parse(plan.canonicalJson()));
    parent.ifPresent(teacher -> spec.put("parent", teacher));
    return CanonicalJson.of(spec);
  }

  /**
   * Reads a canonical specification back.
   *
   * @param canonical as {@link #canonical()} gives it
   * @param dataset where the images are, since the text names only their content
   * @throws IllegalArgumentException if the text is malformed, or speaks of other data
   */
  public static ModelSpec parse(String canonical, DatasetSpec dataset) {
    JsonNode spec = CanonicalJson.parse(canonical);
    ModelSpec parsed =
        new ModelSpec(
            dataset,
            ArchitectureNotation.parseJson(part(spec, "architecture")),
            TrainingPlan.parseJson(part(spec, "plan")),
            Optional.ofNullable(spec.get("parent")).map(JsonNode::asText));
    if (!parsed.canonical().equals(canonical)) {
      throw new IllegalArgumentException(
          "the model specification speaks of other data than %s with digest %s: %s"
              .formatted(dataset.name(), dataset.resolvedDigest().orElse("unknown"), canonical));
    }
    return parsed;
  }

  private static String part(JsonNode spec, String name) {
    JsonNode part = spec.get(name);
    if (part == null) {
      throw new IllegalArgumentException("the model specification must have the key " + name);
    }
    return CanonicalJson.of(part);
  }
}
