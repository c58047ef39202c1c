package io.reflux.evaluator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EvaluatorTopologyShapeTest {

  @Test
  void the_topology_has_the_shape_that_state_and_internal_topics_were_made_for()
      throws IOException {
    try (SchemaRegistry registry =
            SchemaRegistry.connect(Map.of("schema.registry.url", "mock://evaluator-shape"));
        InputStream golden =
            Objects.requireNonNull(getClass().getResourceAsStream("topology.txt"))) {
      String shape = TopologyHarness.topology(registry).describe().toString();

      assertThat(shape).isEqualTo(new String(golden.readAllBytes(), UTF_8));
    }
  }
}
