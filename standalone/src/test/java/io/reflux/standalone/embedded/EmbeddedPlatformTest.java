package io.reflux.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentCancelled;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class EmbeddedPlatformTest {

  @TempDir Path directory;

  @Test
  void a_schema_keeps_its_id_over_a_restart() throws Exception {
    byte[] written;
    try (EmbeddedPlatform platform = EmbeddedPlatform.start(directory);
        SchemaRegistry registry = registry(platform)) {
      written = serde(registry).serializer().serialize(Topics.EXPERIMENTS.name(), event());
    }

    try (EmbeddedPlatform platform = EmbeddedPlatform.start(directory);
        SchemaRegistry registry = registry(platform)) {
      assertThat(registry.subjects()).containsExactly("experiments-value");
      assertThat(serde(registry).deserializer().deserialize(Topics.EXPERIMENTS.name(), written))
          .isEqualTo(event());
    }
  }

  private static SchemaRegistry registry(EmbeddedPlatform platform) {
    return SchemaRegistry.connect(Map.of("schema.registry.url", platform.schemaRegistryUrl()));
  }

  private static Serde<ExperimentEvent> serde(SchemaRegistry registry) {
    return Topics.EXPERIMENTS.valueSerde(registry);
  }

  private static ExperimentEvent event() {
    return ExperimentEvent.newBuilder()
        .setMeta(EventMeta.newBuilder().setEventId("1").setProducedAt(Instant.EPOCH).build())
        .setExperimentId("x")
        .setBody(new ExperimentCancelled("no need"))
        .build();
  }

  @Test
  void a_directory_in_use_fails_and_leaves_the_other_run_alone() throws Exception {
    try (EmbeddedPlatform platform = EmbeddedPlatform.start(directory)) {
      assertThatThrownBy(() -> EmbeddedPlatform.start(directory))
          .isInstanceOf(EmbeddedPlatformException.class)
          .hasMessageContaining("in use by another run");

      assertThat(platform.schemaRegistryUrl()).startsWith("http://127.0.0.1:");
      assertThat(platform.bootstrapServers()).startsWith("127.0.0.1:");
    }
  }

  @Test
  void a_directory_that_cannot_be_made_is_refused_with_advice() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> EmbeddedPlatform.start(file))
        .isInstanceOf(EmbeddedPlatformException.class)
        .hasMessageContaining("--state-dir");
  }
}
