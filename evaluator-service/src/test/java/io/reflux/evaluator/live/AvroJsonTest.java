package io.reflux.evaluator.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflux.evaluator.Records;
import io.reflux.schemas.avro.JobKind;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.RobustnessScore;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AvroJsonTest {

  @Test
  void a_record_among_others_tells_its_name() {
    JsonNode json = AvroJson.of(Records.failed("train-m-1", JobKind.TRAINING, "m-1", true));

    assertThat(json.at("/body").toString())
        .isEqualTo(
            "{\"type\":\"JobFailed\",\"cause\":\"The loss is not finite.\","
                + "\"advice\":\"Lower the learning rate.\",\"terminal\":true}");
    assertThat(json.get("kind").asText()).isEqualTo("TRAINING");
    assertThat(json.get("attackId").isNull()).isTrue();
  }

  @Test
  void an_optional_record_does_not() {
    JsonNode json = AvroJson.of(Records.student());

    assertThat(json.at("/quality").has("type")).isFalse();
    assertThat(json.at("/quality/testAccuracy").asDouble()).isEqualTo(0.9825);
    assertThat(json.at("/meta/producedAt").asText()).isEqualTo("2026-01-01T00:00:06Z");
  }

  @Test
  void bytes_are_counted_numbers_that_json_lacks_are_null_and_maps_are_sorted() {
    Map<String, Long> reasons = new LinkedHashMap<>();
    reasons.put("SUCCESS", 2L);
    reasons.put("BUDGET", 1L);
    JsonNode json =
        AvroJson.of(
            RobustnessScore.newBuilder()
                .setMeta(Records.meta("score", 1))
                .setExperimentId("e-1")
                .setModelId("m-1")
                .setRole(ModelRole.STUDENT)
                .setAttackId("a-1")
                .setMode("jsma-f-log")
                .setMeanL2(Double.NaN)
                .setReasons(reasons)
                .setPerSample(ByteBuffer.allocate(800))
                .build());

    assertThat(json.get("perSample").toString()).isEqualTo("{\"bytes\":800}");
    assertThat(json.get("meanL2").isNull()).isTrue();
    assertThat(json.get("reasons").toString()).isEqualTo("{\"BUDGET\":1,\"SUCCESS\":2}");
  }
}
