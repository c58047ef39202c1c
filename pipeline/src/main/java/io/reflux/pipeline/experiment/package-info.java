/**
 * What is to be done, as people write it: experiments in YAML, by name or from a file. The keys of
 * an experiment are the fields of the Avro record {@code ExperimentRequested}, so the schema is the
 * only place where a key, its type or its default stands. A mistake is told with its line, its key
 * and what was probably meant; all mistakes are told at once. Read {@link
 * io.reflux.pipeline.experiment.ExperimentSource} first.
 */
@NullMarked
package io.reflux.pipeline.experiment;

import org.jspecify.annotations.NullMarked;
