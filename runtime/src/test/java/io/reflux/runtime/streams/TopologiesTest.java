package io.reflux.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.errors.TopologyException;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.junit.jupiter.api.Test;

class TopologiesTest {

  @Test
  void a_store_without_a_name_is_refused() {
    StreamsBuilder builder = Topologies.builder();
    builder.stream("in", Consumed.with(Serdes.String(), Serdes.String())).groupByKey().count();

    assertThatExceptionOfType(TopologyException.class)
        .isThrownBy(builder::build)
        .withMessageContaining("state store(s) has not been named");
  }

  @Test
  void named_stores_are_welcome() {
    StreamsBuilder builder = Topologies.builder();
    builder.stream("in", Consumed.with(Serdes.String(), Serdes.String()))
        .groupByKey(Grouped.as("by-key"))
        .count(Materialized.as("counts"));

    assertThat(builder.build().describe().toString()).contains("counts");
  }
}
