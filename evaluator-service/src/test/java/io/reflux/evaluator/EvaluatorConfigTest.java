package io.reflux.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflux.runtime.config.ConfigurationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatorConfigTest {

  @Test
  void an_empty_environment_gives_the_defaults() {
    EvaluatorConfig config = EvaluatorConfig.read(Map.of());

    assertThat(config.scoreInterval()).isEqualTo(Duration.ofMillis(100));
    assertThat(config.standbyReplicas()).isZero();
    assertThat(config.streamClients()).isEqualTo(64);
  }

  @Test
  void every_key_is_read() {
    EvaluatorConfig config =
        EvaluatorConfig.read(
            Map.of(
                "EVALUATOR_SCORE_INTERVAL", "1s",
                "EVALUATOR_STANDBY_REPLICAS", "1",
                "EVALUATOR_STREAM_CLIENTS", "8",
                "REFLUX_HTTP_PORT", "8080"));

    assertThat(config.scoreInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.standbyReplicas()).isEqualTo(1);
    assertThat(config.streamClients()).isEqualTo(8);
    assertThat(config.runtime().http().port()).isEqualTo(8080);
  }

  @Test
  void mistakes_are_told_together() {
    assertThatThrownBy(
            () ->
                EvaluatorConfig.read(
                    Map.of("EVALUATOR_SCORE_INTERVAL", "1ms", "EVALUATOR_STREAM_CLIENT", "8")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("EVALUATOR_SCORE_INTERVAL must be at least 10 ms, was 1 ms")
        .hasMessageContaining("EVALUATOR_STREAM_CLIENT is not a known key")
        .hasMessageContaining("did you mean EVALUATOR_STREAM_CLIENTS?");
  }
}
