package io.reflux.runtime.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reflux.schemas.avro.EventMeta;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Makes the {@link EventMeta} of every record that one producer writes. */
public final class EventMetas {

  private final String producer;
  private final String codeRevision;
  private final Clock clock;

  /**
   * Metadata of one producer's records.
   *
   * @param producer service and instance, such as {@code trainer-service/host-1}
   * @param codeRevision version or commit of the code
   * @param clock tells when a record is built
   */
  public EventMetas(String producer, String codeRevision, Clock clock) {
    this.producer = producer;
    this.codeRevision = codeRevision;
    this.clock = clock;
  }

  /**
   * A new event: random id, built now.
   *
   * @param experimentId the experiment it is written for, or ""
   * @param attempt of the work that it tells of, counted from 0
   */
  public EventMeta create(String experimentId, int attempt) {
    return meta(UUID.randomUUID(), experimentId, clock.instant(), attempt);
  }

  /**
   * An event that follows from another one: the same inputs give the same id and time, so that a
   * topology is a pure function and what it writes twice is the same record twice.
   *
   * @param experimentId the experiment it is written for, or ""
   * @param producedAt the time of the event that it follows from
   * @param identity what makes it this event and no other, such as the topic and the record's key
   */
  public EventMeta derive(String experimentId, Instant producedAt, String... identity) {
    String name = String.join("\n", identity) + "\n" + experimentId + "\n" + producedAt;
    return meta(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)), experimentId, producedAt, 0);
  }

  private EventMeta meta(UUID id, String experimentId, Instant producedAt, int attempt) {
    return EventMeta.newBuilder()
        .setEventId(id.toString())
        .setExperimentId(experimentId)
        .setProducedAt(producedAt.truncatedTo(ChronoUnit.MILLIS))
        .setProducer(producer)
        .setCodeRevision(codeRevision)
        .setAttempt(attempt)
        .build();
  }
}
