package io.reflux.robustness.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  @Test
  void keys_are_sorted_at_every_depth_and_no_white_space_is_written() {
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("y", List.of(2, 1));
    inner.put("x", true);
    Map<String, Object> outer = new LinkedHashMap<>();
    outer.put("b", inner);
    outer.put("a", "text");

    assertThat(CanonicalJson.of(outer))
        .isEqualTo("{\"a\":\"text\",\"b\":{\"x\":true,\"y\":[2,1]}}");
  }

  @Test
  void empty_objects_and_arrays_are_written() {
    assertThat(CanonicalJson.of(CanonicalJson.parse("{ \"a\" : [ ], \"b\": { }, \"c\": null }")))
        .isEqualTo("{\"a\":[],\"b\":{},\"c\":null}");
  }

  @Test
  void longs_beyond_the_precision_of_a_double_stay_exact() {
    assertThat(CanonicalJson.of(Map.of("seed", Long.MAX_VALUE)))
        .isEqualTo("{\"seed\":9223372036854775807}");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "20, 20.0",
    "1e10, 1.0E10",
    "0.001, 0.001",
    "2e23, 2.0E23",
    "5e-324, 4.9E-324"
  })
  void doubles_have_their_shortest_form(double value, String text) {
    assertThat(CanonicalJson.of(Map.of("v", value))).isEqualTo("{\"v\":" + text + "}");
  }

  @Test
  void a_float_is_not_widened_to_a_longer_text() {
    assertThat(CanonicalJson.of(Map.of("v", 0.1f))).isEqualTo("{\"v\":0.1}");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numbers_that_are_not_finite_are_refused(double value) {
    assertThatThrownBy(() -> CanonicalJson.of(Map.of("v", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("numbers must be finite, was " + value);
  }

  @Test
  void canonical_text_read_back_is_the_same_text() {
    String canonical =
        CanonicalJson.of(Map.of("a", 1, "b", 1.0, "c", List.of("\"quoted\"\n", "é"), "d", false));

    assertThat(CanonicalJson.of(CanonicalJson.parse(canonical))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{} {}", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"})
  void text_that_is_not_exactly_one_json_value_is_refused(String text) {
    assertThatThrownBy(() -> CanonicalJson.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a JSON value");
  }
}
