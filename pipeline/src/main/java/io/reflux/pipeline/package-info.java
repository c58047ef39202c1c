/**
 * Where science and contracts meet: what several services share when they turn records into
 * experiments, and experiments into records. {@code experiment} reads what people ask for, {@code
 * jobs} and {@code training} are what workers have in common, {@code json} shows records, {@code
 * settings} configures whatever computes. Knows the science, the contracts and the chassis, and no
 * service. Read {@link io.reflux.pipeline.experiment.ExperimentSource} first, then {@link
 * io.reflux.pipeline.training.ModelMaker}.
 */
@NullMarked
package io.reflux.pipeline;

import org.jspecify.annotations.NullMarked;
