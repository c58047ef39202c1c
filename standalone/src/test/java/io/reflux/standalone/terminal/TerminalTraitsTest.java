package io.reflux.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTraitsTest {

  @Test
  void lines_are_redrawn_only_on_a_terminal_that_can() {
    assertThat(TerminalTraits.of(true, Map.of("TERM", "xterm")).live()).isTrue();
    assertThat(TerminalTraits.of(false, Map.of("TERM", "xterm")).live()).isFalse();
    assertThat(TerminalTraits.of(true, Map.of("TERM", "dumb")).live()).isFalse();
    assertThat(TerminalTraits.of(true, Map.of()).live()).isFalse();
  }

  @Test
  void the_first_locale_that_is_set_tells_the_encoding() {
    assertThat(TerminalTraits.of(true, Map.of("LANG", "en_GB.UTF-8")).unicode()).isTrue();
    assertThat(TerminalTraits.of(true, Map.of("LC_ALL", "C", "LANG", "C.utf8")).unicode())
        .isFalse();
  }

  @Test
  void a_width_that_is_none_is_taken_for_eighty() {
    assertThat(TerminalTraits.of(true, Map.of("COLUMNS", "120")).columns()).isEqualTo(120);
    assertThat(TerminalTraits.of(true, Map.of("COLUMNS", "wide")).columns()).isEqualTo(80);
    assertThat(TerminalTraits.of(true, Map.of()).columns()).isEqualTo(80);
  }
}
