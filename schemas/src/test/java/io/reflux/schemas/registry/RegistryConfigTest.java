package io.reflux.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryConfigTest {

  @Test
  void defaults_are_those_of_confluents_serdes() {
    RegistryConfig config = RegistryConfig.from(Map.of("schema.registry.url", "http://one:8081"));

    assertThat(config.urls()).containsExactly("http://one:8081");
    assertThat(config.autoRegister()).isTrue();
  }

  @Test
  void several_addresses_are_separated_by_commas() {
    RegistryConfig config =
        RegistryConfig.from(Map.of("schema.registry.url", "http://one:8081, https://two/api"));

    assertThat(config.urls()).containsExactly("http://one:8081", "https://two/api");
  }

  @Test
  void options_of_the_client_are_handed_on_and_others_are_not() {
    RegistryConfig config =
        RegistryConfig.from(
            Map.of(
                "schema.registry.url", "http://one:8081",
                "basic.auth.user.info", "me:secret",
                "schema.registry.ssl.truststore.location", "trust.p12",
                "http.read.timeout.ms", 500,
                "bootstrap.servers", "kafka:9092"));

    assertThat(config.clientOptions())
        .containsEntry("basic.auth.user.info", "me:secret")
        .containsEntry("schema.registry.ssl.truststore.location", "trust.p12")
        .containsEntry("http.read.timeout.ms", "500")
        .containsEntry("http.connect.timeout.ms", "5000")
        .doesNotContainKey("bootstrap.servers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " , ", "localhost:8081", "mock://a,http://b"})
  void an_address_that_is_none_is_refused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegistryConfig.from(Map.of("schema.registry.url", url)))
        .withMessageStartingWith("schema.registry.url must");
  }

  @Test
  void a_missing_address_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SchemaRegistry.connect(Map.of()))
        .withMessage(
            "schema.registry.url must name the schema registry, such as http://localhost:8081, was empty");
  }

  @Test
  void a_flag_that_is_none_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RegistryConfig.from(
                    Map.of("schema.registry.url", "mock://a", "auto.register.schemas", "yes")))
        .withMessage("auto.register.schemas must be true or false, was 'yes'");
  }

  @Test
  void credentials_stay_out_of_messages() {
    RegistryConfig config =
        RegistryConfig.from(Map.of("schema.registry.url", "http://me:secret@one:8081/api"));

    assertThat(config.location()).isEqualTo("http://one:8081/api");
  }
}
