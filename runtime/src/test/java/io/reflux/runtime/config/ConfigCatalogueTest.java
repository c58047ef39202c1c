package io.reflux.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ConfigCatalogueTest {

  private static final ConfigKey<Integer> SHARDS =
      ConfigKey.of("ATTACKER_SHARDS", ValueType.integer(1, 9), "3", "Shards of one attack.");

  @Test
  void the_table_has_a_row_for_each_key() {
    assertThat(ConfigCatalogue.of("ATTACKER_", SHARDS).markdown())
        .isEqualTo(
            """
            | Key | Value | Default | Meaning |
            |---|---|---|---|
            | `ATTACKER_SHARDS` | whole number in [1, 9] | `3` | Shards of one attack. |
            """);
  }

  @Test
  void a_name_is_declared_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigCatalogue.of("ATTACKER_", SHARDS, SHARDS))
        .withMessage("ATTACKER_SHARDS is declared twice");
  }

  @Test
  void a_name_begins_with_the_rooms_prefix() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigCatalogue.of("TRAINER_", SHARDS))
        .withMessage("ATTACKER_SHARDS must begin with one of [TRAINER_]");
  }

  @Test
  void catalogues_join_in_order_and_own_the_prefixes_of_both() {
    ConfigKey<Boolean> flag = ConfigKey.of("TRAINER_FLAG", ValueType.flag(), "true", "A flag.");

    ConfigCatalogue joined =
        ConfigCatalogue.of("TRAINER_", flag).and(ConfigCatalogue.of("ATTACKER_", SHARDS));

    assertThat(joined.keys()).containsExactly(flag, SHARDS);
    assertThat(joined.prefixes()).containsExactlyInAnyOrder("TRAINER_", "ATTACKER_");
  }

  @Test
  void a_default_must_be_a_value_of_its_type() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigKey.of("A_B", ValueType.flag(), "maybe", "A flag."))
        .withMessage("must be one of true, false");
  }
}
