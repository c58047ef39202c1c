/**
 * A plug-in for Kafka's own console producer, so that an experiment can be asked for with nothing
 * but a line of text; see {@link io.reflux.standalone.console.ExperimentLineReader}.
 */
@NullMarked
package io.reflux.standalone.console;

import org.jspecify.annotations.NullMarked;
