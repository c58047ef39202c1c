/**
 * The text of an experiment: a YAML tree whose nodes know where they stand, its binding to an Avro
 * record by the record's own schema, and the mistakes that are found on the way, each told with its
 * line and key. Read {@link io.reflux.pipeline.experiment.text.YamlDocument} first, then {@link
 * io.reflux.pipeline.experiment.text.RecordBinder}.
 */
@NullMarked
package io.reflux.pipeline.experiment.text;

import org.jspecify.annotations.NullMarked;
