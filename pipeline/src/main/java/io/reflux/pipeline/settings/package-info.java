/**
 * Configuration that all services which compute have: how many processors they use and where they
 * find images. See {@link io.reflux.pipeline.settings.ComputeKeys}.
 */
@NullMarked
package io.reflux.pipeline.settings;

import org.jspecify.annotations.NullMarked;
