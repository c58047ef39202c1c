package io.reflux.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {

  private final TextTable table =
      new TextTable(List.of(TextTable.Column.left("model"), TextTable.Column.right("success")));

  @Test
  void names_keep_left_and_numbers_keep_right() {
    table.add(List.of("baseline", "95.3 %"));
    table.add(List.of("student T=20", "0.7 %"));

    assertThat(table.lines())
        .containsExactly(
            "model         success",
            "------------  -------",
            "baseline       95.3 %",
            "student T=20    0.7 %");
  }

  @Test
  void a_character_outside_the_basic_plane_is_one_wide() {
    table.add(List.of("\ud835\udc47=20", "1 %"));

    assertThat(table.lines().get(2)).isEqualTo("\ud835\udc47=20       1 %");
  }

  @Test
  void a_row_of_another_length_is_refused() {
    assertThatThrownBy(() -> table.add(List.of("alone")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row must have 2 cells, had 1");
  }
}
