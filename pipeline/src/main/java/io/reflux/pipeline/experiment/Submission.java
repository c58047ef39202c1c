package io.reflux.pipeline.experiment;

import io.reflux.runtime.messages.EventMetas;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentRequested;
import java.util.Optional;

/**
 * An experiment that is asked for, under the id that it will have.
 *
 * @param experimentId 1 to 64 letters, digits, dots, underscores and hyphens
 * @param request what is asked for
 */
public record Submission(String experimentId, ExperimentRequested request) {

  /**
   * Checks the id.
   *
   * @throws io.reflux.pipeline.experiment.text.InvalidExperimentException if it has another form
   */
  public Submission {
    ExperimentIdentity.checked(experimentId);
  }

  /** A request under the id that was given, else named by what it asks for. */
  public static Submission of(ExperimentRequested request, Optional<String> experimentId) {
    return new Submission(experimentId.orElseGet(() -> ExperimentIdentity.of(request)), request);
  }

  /**
   * Reads what somebody sent, as {@link ExperimentSource#received} takes it. No file is opened, so
   * a data set without a published digest must come with one.
   *
   * @param name what to call the text in messages
   * @param text YAML, JSON or the name of a preset
   * @param experimentId the id that was asked for, if any
   * @throws io.reflux.pipeline.experiment.text.InvalidExperimentException with everything that is
   *     wrong with it
   */
  public static Submission received(String name, String text, Optional<String> experimentId) {
    return of(ExperimentSource.received(name, text).readComplete(), experimentId);
  }

  /** The record that asks for it. */
  public ExperimentEvent event(EventMetas metas) {
    return ExperimentEvent.newBuilder()
        .setMeta(metas.create(experimentId, 0))
        .setExperimentId(experimentId)
        .setBody(request)
        .build();
  }
}
