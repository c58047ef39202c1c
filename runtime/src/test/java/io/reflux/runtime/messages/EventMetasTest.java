package io.reflux.runtime.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.schemas.avro.EventMeta;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventMetasTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.006007Z");
  private static final Instant TO_THE_MILLISECOND = Instant.parse("2026-01-02T03:04:05.006Z");

  private final EventMetas metas =
      new EventMetas("trainer-service/host-1", "abc", Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void a_new_event_says_who_built_it_when_and_for_what() {
    EventMeta meta = metas.create("e-1", 2);

    assertThat(meta.getProducer()).isEqualTo("trainer-service/host-1");
    assertThat(meta.getCodeRevision()).isEqualTo("abc");
    assertThat(meta.getProducedAt()).isEqualTo(TO_THE_MILLISECOND);
    assertThat(meta.getExperimentId()).isEqualTo("e-1");
    assertThat(meta.getAttempt()).isEqualTo(2);
    assertThat(UUID.fromString(meta.getEventId())).isNotNull();
  }

  @Test
  void two_new_events_have_different_ids() {
    assertThat(metas.create("e-1", 0).getEventId())
        .isNotEqualTo(metas.create("e-1", 0).getEventId());
  }

  @Test
  void a_derived_event_is_the_same_each_time() {
    assertThat(metas.derive("e-1", NOW, "experiments", "e-1"))
        .isEqualTo(metas.derive("e-1", NOW, "experiments", "e-1"));
  }

  @Test
  void derived_events_differ_by_identity_experiment_and_time() {
    String id = metas.derive("e-1", NOW, "jobs", "a").getEventId();

    assertThat(metas.derive("e-1", NOW, "jobs", "b").getEventId()).isNotEqualTo(id);
    assertThat(metas.derive("e-2", NOW, "jobs", "a").getEventId()).isNotEqualTo(id);
    assertThat(metas.derive("e-1", Instant.EPOCH, "jobs", "a").getEventId()).isNotEqualTo(id);
  }
}
