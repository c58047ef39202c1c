package io.reflux.evaluator.http;

import io.reflux.schemas.avro.ExperimentRequested;
import java.util.Optional;

/** Reads the text in which people write experiments. */
@FunctionalInterface
public interface ExperimentText {

  /**
   * Reads an experiment.
   *
   * @param text what was submitted
   * @param experimentId the id that was asked for; empty = the experiment is named by what it asks
   *     for, so that asking twice is asking once
   * @throws IllegalArgumentException with everything that is wrong, one problem a line
   * @throws UnsupportedOperationException if this process reads no experiments
   */
  Submission read(String text, Optional<String> experimentId);

  /**
   * An experiment to be put on its topic.
   *
   * @param experimentId its id, {@code [A-Za-z0-9._-]{1,64}}
   * @param request what is asked for
   */
  record Submission(String experimentId, ExperimentRequested request) {}
}
