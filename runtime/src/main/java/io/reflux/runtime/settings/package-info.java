/**
 * The settings that all services share, and the {@code REFLUX_} keys they are read from.
 *
 * <p>Read {@link io.reflux.runtime.settings.RuntimeKeys} for the keys with their defaults, and
 * {@link io.reflux.runtime.settings.RuntimeSettings} for the record that a service's own
 * configuration carries. Keys with this prefix are declared nowhere else, so that every service
 * accepts the same ones.
 */
@NullMarked
package io.reflux.runtime.settings;

import org.jspecify.annotations.NullMarked;
