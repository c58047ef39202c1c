package io.reflux.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ContractDocumentationTest {

  @ParameterizedTest
  @MethodSource("records")
  void every_record_and_each_of_its_fields_is_documented(Schema record) {
    assertThat(record.getDoc()).as(record.getName()).isNotBlank();
    assertThat(record.getFields())
        .allSatisfy(
            field ->
                assertThat(field.doc()).as(record.getName() + "." + field.name()).endsWith("."));
  }

  @ParameterizedTest
  @MethodSource("enums")
  void every_symbol_of_an_enum_is_explained(Schema symbols) {
    assertThat(symbols.getEnumSymbols())
        .allSatisfy(symbol -> assertThat(symbols.getDoc()).contains(symbol + ": "));
  }

  @ParameterizedTest
  @MethodSource("enums")
  void every_enum_survives_symbols_that_it_does_not_know(Schema symbols) {
    assertThat(symbols.getEnumDefault()).isEqualTo("UNKNOWN");
  }

  @ParameterizedTest
  @MethodSource("io.reflux.schemas.ContractSchemas#topLevel")
  void every_value_starts_with_where_it_comes_from(Schema value) {
    assertThat(value.getFields().get(0).name()).isEqualTo("meta");
    assertThat(value.getFields().get(0).schema().getName()).isEqualTo("EventMeta");
  }

  @ParameterizedTest
  @MethodSource("records")
  void every_field_that_may_be_null_is_null_by_default(Schema record) {
    assertThat(record.getFields())
        .filteredOn(field -> field.schema().isNullable())
        .allSatisfy(
            field ->
                assertThat(field.schema().getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL))
        .allMatch(Schema.Field::hasDefaultValue);
  }

  @ParameterizedTest
  @MethodSource("records")
  void every_point_in_time_is_a_logical_type(Schema record) {
    assertThat(record.getFields())
        .filteredOn(field -> field.name().endsWith("At"))
        .extracting(field -> field.schema().getLogicalType())
        .allSatisfy(
            type ->
                assertThat(type).extracting(LogicalType::getName).isEqualTo("timestamp-millis"));
  }

  @Test
  void every_contract_file_is_used_by_a_topic() throws IOException {
    List<String> used = ContractSchemas.named().stream().map(Schema::getName).toList();

    try (Stream<Path> files = Files.list(Path.of("src", "main", "avro"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(name.replace(".avsc", "")).isIn(used));
    }
  }

  static Stream<Schema> records() {
    return ContractSchemas.named().stream().filter(s -> s.getType() == Schema.Type.RECORD);
  }

  static Stream<Schema> enums() {
    return ContractSchemas.named().stream().filter(s -> s.getType() == Schema.Type.ENUM);
  }
}
