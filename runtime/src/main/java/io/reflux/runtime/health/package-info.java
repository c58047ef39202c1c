/**
 * The HTTP face of a service: whether it lives, whether it is ready and why not, and its metrics.
 *
 * <p>{@link io.reflux.runtime.health.HttpServer} serves {@code /health/live}, {@code /health/ready}
 * and {@code /metrics}, on loopback unless it is told otherwise; a service with an interface of its
 * own adds it as {@link io.reflux.runtime.health.HttpRoutes}.
 */
@NullMarked
package io.reflux.runtime.health;

import org.jspecify.annotations.NullMarked;
