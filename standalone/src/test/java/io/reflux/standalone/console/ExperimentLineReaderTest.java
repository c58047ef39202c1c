package io.reflux.standalone.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflux.pipeline.experiment.ExperimentIdentity;
import io.reflux.pipeline.experiment.ExperimentSource;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

final class ExperimentLineReaderTest {

  private static final Map<String, String> REGISTRY =
      Map.of("schema.registry.url", "mock://line-reader");

  @Test
  void a_line_of_json_is_the_request_that_submit_would_send() {
    String line = "{\"dataset\": {\"name\": \"fashion-mnist-mini\"}, \"temperatures\": [20]}";
    ExperimentRequested expected = new ExperimentSource("test", line).read(List.of());

    List<ProducerRecord<byte[], byte[]>> records = read("\n" + line + "\n");

    assertThat(records).hasSize(1);
    ExperimentEvent event = event(records.get(0));
    assertThat(event.getBody()).isEqualTo(expected);
    assertThat(event.getExperimentId()).isEqualTo(ExperimentIdentity.of(expected));
    assertThat(new String(records.get(0).key(), UTF_8)).isEqualTo(event.getExperimentId());
  }

  @Test
  void a_line_may_name_a_preset() {
    ExperimentRequested expected = ExperimentSource.named("fashion-quick").read(List.of());

    assertThat(event(read("fashion-quick").get(0)).getBody()).isEqualTo(expected);
  }

  @Test
  void a_misspelt_key_is_named() {
    assertThatThrownBy(() -> read("{\"datasets\": {\"name\": \"mnist\"}}"))
        .hasMessageContaining("datasets");
  }

  private static List<ProducerRecord<byte[], byte[]>> read(String text) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (ExperimentLineReader reader = new ExperimentLineReader()) {
      reader.configure(REGISTRY);
      reader
          .readRecords(new ByteArrayInputStream(text.getBytes(UTF_8)))
          .forEachRemaining(records::add);
    }
    return records;
  }

  private static ExperimentEvent event(ProducerRecord<byte[], byte[]> record) {
    try (SchemaRegistry registry = SchemaRegistry.connect(REGISTRY);
        var values = Topics.EXPERIMENTS.valueSerde(registry)) {
      return values.deserializer().deserialize(record.topic(), record.value());
    }
  }
}
