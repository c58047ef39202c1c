/**
 * Where science and contracts meet: what several services share when they turn records into
 * experiments, and experiments into records. Knows the science, the contracts and the chassis, and
 * no service. Read {@link io.reflux.pipeline.experiment.ExperimentSource} first.
 */
@NullMarked
package io.reflux.pipeline;

import org.jspecify.annotations.NullMarked;
