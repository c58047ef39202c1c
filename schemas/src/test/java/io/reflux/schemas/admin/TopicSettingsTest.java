package io.reflux.schemas.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicSettingsTest {

  private static final short ANY = TopicAdmin.BROKER_DEFAULT;

  @Test
  void a_topic_as_the_catalogue_says_has_no_mismatch() {
    TopicSettings found = new TopicSettings(1, 3, Topics.JOB_EVENTS.settings());

    assertThat(found.mismatches(Topics.JOB_EVENTS, ANY)).isEmpty();
  }

  @Test
  void settings_that_the_catalogue_leaves_open_are_not_compared() {
    Map<String, String> settings = new HashMap<>(Topics.JOB_EVENTS.settings());
    settings.put("segment.bytes", "1");

    assertThat(new TopicSettings(1, 1, settings).mismatches(Topics.JOB_EVENTS, ANY)).isEmpty();
  }

  @Test
  void policies_may_stand_in_any_order() {
    Map<String, String> settings = new HashMap<>(Topics.JOB_EVENTS.settings());
    settings.put("cleanup.policy", "delete, compact");

    assertThat(new TopicSettings(1, 1, settings).mismatches(Topics.JOB_EVENTS, ANY)).isEmpty();
  }

  @Test
  void every_mismatch_is_listed_with_what_was_found_and_expected() {
    TopicSettings found =
        new TopicSettings(2, 1, Map.of("cleanup.policy", "delete", "max.message.bytes", "1048588"));

    assertThat(found.mismatches(Topics.ATTACK_OUTCOMES, (short) 3))
        .containsExactly(
            new TopicMismatch("attack-outcomes", "partitions", "2", "6"),
            new TopicMismatch("attack-outcomes", "replication factor", "1", "3"),
            new TopicMismatch("attack-outcomes", "cleanup.policy", "delete", "compact"),
            new TopicMismatch("attack-outcomes", "retention.ms", "(not set)", "-1"));
  }

  @Test
  void the_exception_lists_every_mismatch() {
    TopicMismatchException exception =
        new TopicMismatchException(
            java.util.List.of(
                new TopicMismatch("experiments", "partitions", "4", "1"),
                new TopicMismatch("experiments", "retention.ms", "100", "-1")));

    assertThat(exception)
        .hasMessage(
            """
            existing topics differ from the catalogue; alter them, or delete them if their records may go:
              topic experiments: partitions is 4, expected 1
              topic experiments: retention.ms is 100, expected -1""");
    assertThat(exception.mismatches()).hasSize(2);
  }
}
