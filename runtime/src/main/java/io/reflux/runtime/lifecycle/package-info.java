/**
 * How a service starts, stays up and stops.
 *
 * <p>A {@link io.reflux.runtime.lifecycle.Service} is anything that is started once and closed
 * once; a {@link io.reflux.runtime.lifecycle.Lifecycle} is a list of them, started in order and
 * closed in reverse; {@link io.reflux.runtime.lifecycle.ServiceRunner} is the {@code main} of every
 * service: it reads the configuration, runs the lifecycle until it is told to stop or a part fails,
 * and turns the end into an {@link io.reflux.runtime.lifecycle.ExitCode}.
 */
@NullMarked
package io.reflux.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
