package io.reflux.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reflux.schemas.avro.ArtifactRef;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Confluent's real client against a server that speaks as little of its protocol as needed. */
final class ConfluentSchemaRegistryTest {

  private static final Schema SCHEMA = ArtifactRef.getClassSchema();
  private static final String REGISTER = "POST /subjects/refs-value/versions";
  private static final String LOOK_UP = "POST /subjects/refs-value";
  private static final String CONFIGURE = "PUT /config/refs-value";

  private RegistryServer server;

  @BeforeEach
  void start() throws IOException {
    server = RegistryServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_first_use_registers_and_asks_for_full_compatibility() {
    server
        .on(REGISTER, 200, "{\"id\": 7}")
        .on(CONFIGURE, 200, "{\"compatibility\": \"FULL_TRANSITIVE\"}");

    assertThat(connect(true).idOf("refs-value", SCHEMA)).isEqualTo(7);
    assertThat(server.requests())
        .satisfiesExactly(
            request -> assertThat(request).startsWith(REGISTER).contains("ArtifactRef"),
            request -> assertThat(request).startsWith(CONFIGURE).contains("FULL_TRANSITIVE"));
  }

  @Test
  void later_uses_ask_nobody() {
    server.on(REGISTER, 200, "{\"id\": 7}");
    SchemaRegistry registry = connect(true);
    registry.idOf("refs-value", SCHEMA);
    int requests = server.requests().size();

    assertThat(registry.idOf("refs-value", SCHEMA)).isEqualTo(7);
    assertThat(server.requests()).hasSize(requests);
  }

  @Test
  void a_registry_that_keeps_no_compatibility_still_serves() {
    server.on(REGISTER, 200, "{\"id\": 7}").on(CONFIGURE, 500, "{\"message\": \"no\"}");

    assertThat(connect(true).idOf("refs-value", SCHEMA)).isEqualTo(7);
  }

  @Test
  void an_incompatible_schema_is_explained() {
    server.on(REGISTER, 409, "{\"error_code\": 409, \"message\": \"size was lost\"}");

    assertThatExceptionOfType(SchemaRegistryException.class)
        .isThrownBy(() -> connect(true).idOf("refs-value", SCHEMA))
        .withMessageContaining(
            "refuses the schema io.reflux.schemas.avro.ArtifactRef as incompatible")
        .withMessageContaining("under subject refs-value")
        .withMessageContaining("size was lost");
  }

  @Test
  void without_registration_a_known_schema_is_looked_up() {
    server.on(
        LOOK_UP, 200, "{\"subject\": \"refs-value\", \"version\": 1, \"id\": 9, \"schema\": \"\"}");

    assertThat(connect(false).idOf("refs-value", SCHEMA)).isEqualTo(9);
    assertThat(server.requests()).noneMatch(request -> request.startsWith(REGISTER));
  }

  @Test
  void without_registration_an_unknown_schema_is_named() {
    assertThatExceptionOfType(SchemaRegistryException.class)
        .isThrownBy(() -> connect(false).idOf("refs-value", SCHEMA))
        .withMessageContaining("does not have this version of io.reflux.schemas.avro.ArtifactRef")
        .withMessageContaining(
            "under subject refs-value; register it or set auto.register.schemas=true");
  }

  @Test
  void a_schema_is_fetched_once() throws UnknownSchemaException {
    server.on("GET /schemas/ids/3", 200, "{\"schema\": \"{\\\"type\\\": \\\"string\\\"}\"}");
    SchemaRegistry registry = connect(true);

    assertThat(registry.schema(3).getType()).isEqualTo(Schema.Type.STRING);
    assertThat(registry.schema(3).getType()).isEqualTo(Schema.Type.STRING);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void an_unknown_id_is_named() {
    assertThatExceptionOfType(UnknownSchemaException.class)
        .isThrownBy(() -> connect(true).schema(4))
        .withMessage("the schema registry at %s has no schema with id 4", server.url());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schemaType\": \"JSON\", \"schema\": \"{}\"}",
        "{\"schema\": \"{\\\"type\\\": \\\"nonsense\\\"}\"}"
      })
  void an_id_of_something_that_is_not_avro_is_the_records_fault(String answer) {
    server.on("GET /schemas/ids/3", 200, answer);

    assertThatExceptionOfType(UnknownSchemaException.class)
        .isThrownBy(() -> connect(true).schema(3))
        .withMessageStartingWith("the schema with id 3 in the schema registry at " + server.url())
        .withMessageContaining("is not Avro");
  }

  @Test
  void refused_credentials_are_told_apart() {
    server.on("GET /schemas/ids/3", 401, "{\"error_code\": 401, \"message\": \"who are you\"}");

    assertThatExceptionOfType(SchemaRegistryException.class)
        .isThrownBy(() -> connect(true).schema(3))
        .withMessageContaining("refused to look up the schema with id 3 (HTTP 401, who are you");
  }

  @Test
  void a_registry_that_does_not_answer_is_named() {
    String url = server.url();
    server.close();

    assertThatExceptionOfType(SchemaRegistryException.class)
        .isThrownBy(() -> connect(true).idOf("refs-value", SCHEMA))
        .withMessageStartingWith("the schema registry at " + url + " did not answer")
        .withMessageContaining("check schema.registry.url and that the registry runs");
    assertThatExceptionOfType(SchemaRegistryException.class)
        .isThrownBy(() -> connect(true).schema(3))
        .withMessageContaining("while looking up the schema with id 3");
  }

  @Test
  void subjects_are_listed() {
    server.on("GET /subjects", 200, "[\"b-value\", \"a-value\"]");

    assertThat(connect(true).subjects()).containsExactlyInAnyOrder("a-value", "b-value");
  }

  @Test
  void users_of_one_mock_scope_share_it() throws UnknownSchemaException {
    Map<String, String> config = Map.of("schema.registry.url", "mock://shared-by-two");
    SchemaRegistry one = SchemaRegistry.connect(config);
    SchemaRegistry two = SchemaRegistry.connect(config);

    assertThat(two.schema(one.idOf("refs-value", SCHEMA))).isEqualTo(SCHEMA);
  }

  private SchemaRegistry connect(boolean autoRegister) {
    return SchemaRegistry.connect(
        Map.of("schema.registry.url", server.url(), "auto.register.schemas", autoRegister));
  }
}
