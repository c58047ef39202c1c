/**
 * Configuration that all services which compute have: how many processors they use and where they
 * find images. {@link io.reflux.pipeline.settings.ComputeKeys} has the keys, {@link
 * io.reflux.pipeline.settings.Processors} gives out the threads.
 */
@NullMarked
package io.reflux.pipeline.settings;

import org.jspecify.annotations.NullMarked;
