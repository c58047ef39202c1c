package io.reflux.robustness.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.provenance.CanonicalJson;
import io.reflux.robustness.provenance.Identity;
import java.util.regex.Pattern;

/**
 * A model that was made elsewhere, and the images that it is measured on. Its accuracy and the
 * images that it classifies correctly belong to these images, so measured on others it is another
 * model of an experiment.
 *
 * @param registeredId what names its weights: {@code m-} and 32 hexadecimal characters
 * @param dataset the images; only content and number of the test images are part of the identity
 */
public record ExternalModel(String registeredId, DatasetSpec dataset) {

  private static final Pattern FORM = Pattern.compile("m-[0-9a-f]{32}");
  private static final String EXTERNAL = "external";

  /** Checks the form of the id. */
  public ExternalModel {
    requireId(registeredId);
  }

  /** Checks the form of an id that a model is registered under. */
  static void requireId(String registeredId) {
    if (!FORM.matcher(registeredId).matches()) {
      throw new IllegalArgumentException(
          "externalModels must be ids that reflux register prints, m- and 32 hexadecimal digits,"
              + " one was '"
              + registeredId
              + "'");
    }
  }

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
    DatasetSpec measuredOn = dataset.withSamples(0, dataset.testSamples());
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.set("dataset", CanonicalJson.parse(CanonicalJson.of(measuredOn.identity())));
    spec.put(EXTERNAL, registeredId);
    return CanonicalJson.of(spec);
  }

  /**
   * Reads a canonical specification back.
   *
   * @param canonical as {@link #canonical()} gives it
   * @param dataset where the images are, since the text names only their content
   * @throws IllegalArgumentException if the text is malformed, or speaks of other data
   */
  public static ExternalModel parse(String canonical, DatasetSpec dataset) {
    JsonNode id = CanonicalJson.parse(canonical).path(EXTERNAL);
    ExternalModel parsed = new ExternalModel(id.asText(), dataset);
    if (!parsed.canonical().equals(canonical)) {
      throw new IllegalArgumentException(
          "the specification of a model made elsewhere speaks of other data than %s: %s"
              .formatted(dataset.name(), canonical));
    }
    return parsed;
  }
}
