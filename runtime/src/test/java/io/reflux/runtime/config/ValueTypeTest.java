package io.reflux.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "15s, PT15S", "2m, PT2M", "1h, PT1H", "7d, PT168H"})
  void a_duration_is_a_number_and_a_unit(String text, Duration duration) {
    assertThat(ValueType.duration().parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-1s", "1 s", "s", "1.5s", "99999999999s"})
  void anything_else_is_no_duration(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ValueType.duration().parse(text));
  }

  @Test
  void a_choice_is_written_in_lower_case() {
    assertThat(ValueType.choice(TimeUnit.class).parse("seconds")).isEqualTo(TimeUnit.SECONDS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueType.choice(TimeUnit.class).parse("SECONDS"))
        .withMessageStartingWith("must be one of nanoseconds, ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65", "x", "1.5", ""})
  void a_whole_number_outside_its_bounds_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueType.integer(1, 64).parse(text))
        .withMessage("must be a whole number in [1, 64]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "-0.1", "1.1", "one"})
  void a_decimal_outside_its_bounds_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueType.decimal(0, 1).parse(text))
        .withMessage("must be a number in [0.0, 1.0]");
  }

  @Test
  void an_optional_value_may_be_blank_but_not_wrong() {
    ValueType<?> type = ValueType.optional(ValueType.flag());

    assertThat(ValueType.optional(ValueType.path()).parse("a/b")).contains(Path.of("a/b"));
    assertThat(ValueType.optional(ValueType.path()).parse("")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> type.parse("maybe"));
  }

  @Test
  void a_uri_needs_a_scheme() {
    assertThat(ValueType.uri().parse("file:data")).isEqualTo(URI.create("file:data"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValueType.uri().parse("data/artifacts"))
        .withMessage("must be a URI with a scheme");
  }
}
