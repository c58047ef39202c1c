package io.reflux.distiller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.runtime.config.ConfigKey;
import io.reflux.runtime.config.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistillerConfigTest {

  @Test
  void an_empty_environment_gives_the_defaults() {
    DistillerConfig config = DistillerConfig.read(Map.of());

    assertThat(config.threads()).isZero();
    assertThat(config.gradientSamples()).isEqualTo(1000);
    assertThat(config.runtime().kafka().bootstrapServers()).isEqualTo("localhost:9092");
  }

  @Test
  void the_environment_sets_every_key() {
    DistillerConfig config =
        DistillerConfig.read(Map.of("DISTILLER_THREADS", "2", "DISTILLER_GRADIENT_SAMPLES", "7"));

    assertThat(config.threads()).isEqualTo(2);
    assertThat(config.gradientSamples()).isEqualTo(7);
  }

  @Test
  void all_problems_are_listed_together() {
    Map<String, String> environment =
        Map.of("DISTILLER_THREADS", "-1", "DISTILLER_TREADS", "2", "REFLUX_WORKERS", "many");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> DistillerConfig.read(environment))
        .withMessageContainingAll("DISTILLER_THREADS", "DISTILLER_TREADS", "REFLUX_WORKERS");
  }

  @Test
  void the_keys_of_other_services_may_stand_in_the_same_environment() {
    assertThat(DistillerConfig.read(Map.of("ATTACKER_THREADS", "2")).threads()).isZero();
  }

  @Test
  void the_catalogue_has_the_keys_of_the_trainer() {
    assertThat(DistillerConfig.CATALOGUE.keys())
        .extracting(ConfigKey::name)
        .contains("DISTILLER_THREADS", "DISTILLER_GRADIENT_SAMPLES", "REFLUX_BOOTSTRAP_SERVERS");
  }
}
