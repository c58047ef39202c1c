/**
 * Kafka Streams topologies and their life in a process.
 *
 * <p>A topology is a pure function that starts from {@link
 * io.reflux.runtime.streams.Topologies#builder()}, tested with Kafka's {@code TopologyTestDriver};
 * {@link io.reflux.runtime.streams.StreamsSettings} says under which guarantees it runs; {@link
 * io.reflux.runtime.streams.StreamsHost} runs it. A record that a topology cannot handle goes to
 * the dead letters and the stream goes on; a failure of the environment stops the service.
 */
@NullMarked
package io.reflux.runtime.streams;

import org.jspecify.annotations.NullMarked;
