package io.reflux.runtime.streams;

import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;

/** Where every topology begins. */
public final class Topologies {

  private Topologies() {}

  /**
   * A builder whose {@code build()} refuses a topology with a store, changelog or repartition topic
   * that has no name of its own: generated names change when the topology does, and then state is
   * lost. Kafka Streams checks this only if the builder itself was told to; the same setting on the
   * running application has no effect.
   */
  public static StreamsBuilder builder() {
    return new StreamsBuilder(
        new TopologyConfig(
            new StreamsConfig(
                Map.of(
                    StreamsConfig.APPLICATION_ID_CONFIG, "topology",
                    StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:0",
                    StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true))));
  }
}
