/**
 * How a service is put together. {@link io.reflux.runtime.assembly.ServiceParts} makes what every
 * service has (registry, publisher, artefact store, metrics, HTTP server) and takes what only this
 * one has (a planner, a work queue, tables); the result is one {@code Service}.
 */
@NullMarked
package io.reflux.runtime.assembly;

import org.jspecify.annotations.NullMarked;
