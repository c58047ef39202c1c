/**
 * The service chassis: what every Reflux service needs and what none of them should write twice.
 *
 * <p>A service is configured from environment variables ({@code config}), assembled from parts that
 * start in order and close in reverse ({@code lifecycle}), takes its work from a queue on Kafka
 * ({@code queue}), plans with Kafka Streams ({@code streams}), keeps bytes too large for a record
 * in a store ({@code artifact}), and shows its health and metrics over HTTP ({@code health}). Read
 * {@link io.reflux.runtime.Chassis} first, which carries what the parts of a service share, then
 * {@link io.reflux.runtime.lifecycle.ServiceRunner}, which is its main. The chassis knows no
 * science.
 */
@NullMarked
package io.reflux.runtime;

import org.jspecify.annotations.NullMarked;
