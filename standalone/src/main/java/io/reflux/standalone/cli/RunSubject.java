package io.reflux.standalone.cli;

import io.reflux.pipeline.experiment.Submission;
import io.reflux.pipeline.external.BroughtModel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is run.
 *
 * @param submission the experiment
 * @param brought the model to register before, if the experiment is about one that was brought
 * @param datasetDirectory the user's directory of data sets
 */
record RunSubject(
    Submission submission, Optional<BroughtModel> brought, Optional<Path> datasetDirectory) {}
