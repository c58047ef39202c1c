/**
 * Configuration from environment variables, and from nothing else.
 *
 * <p>A {@link io.reflux.runtime.config.ConfigKey} is one typed variable with its default and its
 * meaning; a {@link io.reflux.runtime.config.ConfigCatalogue} is all keys that a service accepts;
 * {@link io.reflux.runtime.config.ConfigReader} reads them and reports every problem at once. The
 * layers are, later wins: the key's default, then the environment. For Kafka clients alone there is
 * one layer between them, the properties file that {@code REFLUX_KAFKA_PROPERTIES_FILE} names.
 */
@NullMarked
package io.reflux.runtime.config;

import org.jspecify.annotations.NullMarked;
