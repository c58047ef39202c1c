package io.reflux.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ContractHistoryTest {

  @ParameterizedTest
  @MethodSource("io.reflux.schemas.ContractSchemas#topLevel")
  void the_schema_of_today_is_the_newest_in_its_history(Schema schema) {
    assertThat(ContractHistory.versions(schema.getName()))
        .as(() -> ContractHistory.advice(schema))
        .isNotEmpty()
        .last()
        .isEqualTo(schema);
  }

  @ParameterizedTest
  @MethodSource("io.reflux.schemas.ContractSchemas#topLevel")
  void the_schema_of_today_and_every_older_one_read_each_other(Schema schema) {
    assertThat(ContractHistory.versions(schema.getName()))
        .isNotEmpty()
        .allSatisfy(older -> assertThat(ContractHistory.obstacles(schema, older)).isEmpty());
  }

  @Test
  void a_history_has_no_gaps_and_belongs_to_a_contract() throws IOException {
    Set<String> expected =
        ContractSchemas.topLevel().stream()
            .flatMap(
                schema ->
                    Stream.iterate(1, n -> n + 1)
                        .limit(ContractHistory.versions(schema.getName()).size())
                        .map(n -> ContractHistory.file(schema.getName(), n).toString()))
            .collect(Collectors.toSet());

    try (Stream<Path> files = Files.walk(Path.of("src", "test", "resources", "history"))) {
      assertThat(files.filter(Files::isRegularFile).map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void a_new_field_without_a_default_is_an_obstacle() {
    Schema old = SchemaBuilder.record("R").fields().requiredInt("kept").endRecord();
    Schema now =
        SchemaBuilder.record("R").fields().requiredInt("kept").requiredInt("added").endRecord();

    assertThat(ContractHistory.obstacles(now, old)).singleElement().asString().contains("added");
  }

  @Test
  void a_lost_field_without_a_default_is_an_obstacle() {
    Schema old =
        SchemaBuilder.record("R").fields().requiredInt("kept").requiredInt("lost").endRecord();
    Schema now = SchemaBuilder.record("R").fields().requiredInt("kept").endRecord();

    assertThat(ContractHistory.obstacles(now, old)).singleElement().asString().contains("lost");
  }

  @Test
  void a_new_field_with_a_default_is_no_obstacle() {
    Schema old = SchemaBuilder.record("R").fields().requiredInt("kept").endRecord();
    Schema now =
        SchemaBuilder.record("R").fields().requiredInt("kept").optionalInt("added").endRecord();

    assertThat(ContractHistory.obstacles(now, old)).isEmpty();
  }
}
