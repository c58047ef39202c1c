package io.reflux.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reflux.runtime.config.ConfigReader;
import io.reflux.runtime.settings.RuntimeKeys;
import io.reflux.runtime.settings.RuntimeSettings;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

  @Test
  void a_topology_runs_exactly_once_with_named_resources_and_dead_letters() {
    Map<String, Object> config = StreamsSettings.of("planner", runtime(Map.of())).toConfig();

    assertThat(config)
        .containsEntry("application.id", "planner")
        .containsEntry("bootstrap.servers", "localhost:9092")
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("ensure.explicit.internal.resource.naming", true)
        .containsEntry("errors.dead.letter.queue.topic.name", "dead-letters")
        .containsEntry("num.standby.replicas", 0);
  }

  @Test
  void faults_are_handled_in_global_tables_as_elsewhere() {
    assertThat(StreamsSettings.of("planner", runtime(Map.of())).toConfig())
        .containsEntry("processing.exception.handler.global.enabled", true);
  }

  @Test
  void kafka_streams_accepts_every_setting() {
    Map<String, Object> config =
        StreamsSettings.of("planner", runtime(Map.of())).withStandbyReplicas(1).toConfig();

    assertThat(new StreamsConfig(config).getInt("num.standby.replicas")).isEqualTo(1);
  }

  @Test
  void the_guarantee_follows_the_environment_and_overrides_win() {
    StreamsSettings settings =
        StreamsSettings.of(
                "planner", runtime(Map.of("REFLUX_PROCESSING_GUARANTEE", "at-least-once")))
            .withOverride("commit.interval.ms", 7L)
            .withOverride("num.stream.threads", 2);

    assertThat(settings.toConfig())
        .containsEntry("processing.guarantee", "at_least_once")
        .containsEntry("commit.interval.ms", 7L)
        .containsEntry("num.stream.threads", 2);
  }

  @Test
  void fewer_than_no_standby_replicas_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StreamsSettings.of("a", runtime(Map.of())).withStandbyReplicas(-1))
        .withMessage("standbyReplicas must be >= 0, was -1");
  }

  private static RuntimeSettings runtime(Map<String, String> environment) {
    return ConfigReader.read(environment, RuntimeKeys.CATALOGUE, RuntimeSettings::from);
  }
}
