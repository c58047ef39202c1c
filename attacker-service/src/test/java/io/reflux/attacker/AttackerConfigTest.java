package io.reflux.attacker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.runtime.config.ConfigKey;
import io.reflux.runtime.config.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttackerConfigTest {

  @Test
  void an_empty_environment_gives_the_defaults() {
    AttackerConfig config = AttackerConfig.read(Map.of());

    assertThat(config.threads()).isZero();
    assertThat(config.shardSamples()).isEqualTo(50);
    assertThat(config.runtime().kafka().bootstrapServers()).isEqualTo("localhost:9092");
  }

  @Test
  void the_environment_sets_every_key() {
    AttackerConfig config =
        AttackerConfig.read(Map.of("ATTACKER_THREADS", "2", "ATTACKER_SHARD_SAMPLES", "7"));

    assertThat(config.threads()).isEqualTo(2);
    assertThat(config.shardSamples()).isEqualTo(7);
  }

  @Test
  void a_process_works_on_as_many_jobs_as_keep_its_threads_busy() {
    assertThat(jobs(Map.of("ATTACKER_THREADS", "1"))).isEqualTo(1);
    assertThat(jobs(Map.of("ATTACKER_THREADS", "2"))).isEqualTo(2);
    assertThat(jobs(Map.of("ATTACKER_THREADS", "8"))).isEqualTo(5);
    assertThat(jobs(Map.of("ATTACKER_THREADS", "1024"))).isEqualTo(16);
    assertThat(jobs(Map.of("ATTACKER_THREADS", "8", "REFLUX_WORKERS", "1"))).isEqualTo(1);
  }

  @Test
  void all_problems_are_listed_together() {
    Map<String, String> environment =
        Map.of("ATTACKER_THREADS", "-1", "ATTACKER_TREADS", "2", "REFLUX_WORKERS", "many");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> AttackerConfig.read(environment))
        .withMessageContainingAll("ATTACKER_THREADS", "ATTACKER_TREADS", "REFLUX_WORKERS");
  }

  @Test
  void the_keys_of_other_services_may_stand_in_the_same_environment() {
    assertThat(AttackerConfig.read(Map.of("TRAINER_THREADS", "2")).threads()).isZero();
  }

  @Test
  void the_catalogue_has_the_keys_of_the_trainer() {
    assertThat(AttackerConfig.CATALOGUE.keys())
        .extracting(ConfigKey::name)
        .contains("ATTACKER_THREADS", "ATTACKER_SHARD_SAMPLES", "REFLUX_BOOTSTRAP_SERVERS");
  }

  private static int jobs(Map<String, String> environment) {
    return AttackerConfig.read(environment).runtime().work().workers();
  }
}
