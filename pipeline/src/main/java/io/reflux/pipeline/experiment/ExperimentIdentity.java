package io.reflux.pipeline.experiment;

import io.reflux.pipeline.experiment.text.InvalidExperimentException;
import io.reflux.robustness.provenance.CanonicalJson;
import io.reflux.robustness.provenance.Identity;
import io.reflux.schemas.avro.ExperimentRequested;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Names experiments by what they ask for, so that asking twice is asking once: the second run finds
 * the first one's models, outcomes and report.
 */
public final class ExperimentIdentity {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private ExperimentIdentity() {}

  /** {@code e-} and the digest of the request's canonical JSON. */
  public static String of(ExperimentRequested request) {
    return Identity.ofExperiment(CanonicalJson.of(CanonicalJson.parse(json(request))));
  }

  /**
   * Returns the id that somebody gave.
   *
   * @throws InvalidExperimentException if it is not 1 to 64 letters, digits, dots, underscores and
   *     hyphens
   */
  public static String checked(String experimentId) {
    if (!FORM.matcher(experimentId).matches()) {
      throw new InvalidExperimentException(
          "the experiment's id must be 1 to 64 letters, digits, '.', '_' or '-', was '"
              + experimentId
              + "'");
    }
    return experimentId;
  }

  private static String json(ExperimentRequested request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      JsonEncoder encoder =
          EncoderFactory.get().jsonEncoder(ExperimentRequested.getClassSchema(), bytes);
      new SpecificDatumWriter<>(ExperimentRequested.class).write(request, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a record in memory cannot be written", e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
