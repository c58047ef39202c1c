package io.reflux.trainer;

import io.reflux.schemas.avro.AttackRequest;
import io.reflux.schemas.avro.DatasetRequest;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentCancelled;
import io.reflux.schemas.avro.ExperimentEvent;
import io.reflux.schemas.avro.ExperimentRequested;
import io.reflux.schemas.avro.TrainingRequest;
import java.time.Instant;
import java.util.List;

/** Requests that the trainer's tests make. */
final class Requests {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Requests() {}

  /** A small experiment with those temperatures. */
  static ExperimentRequested.Builder of(Double... temperatures) {
    return ExperimentRequested.newBuilder()
        .setName("a test")
        .setDataset(dataset("fashion-mnist-mini"))
        .setArchitecture("small")
        .setTraining(TrainingRequest.newBuilder().setEpochs(2).build())
        .setTemperatures(List.of(temperatures))
        .setAttacks(List.of(attack("jsma-z")))
        .setAttackSamples(10);
  }

  static DatasetRequest dataset(String name) {
    return DatasetRequest.newBuilder().setName(name).build();
  }

  static AttackRequest attack(String mode) {
    return AttackRequest.newBuilder().setMode(mode).build();
  }

  static ExperimentEvent asked(String experimentId, ExperimentRequested.Builder request) {
    return event(experimentId, "asks for " + experimentId, request.build());
  }

  static ExperimentEvent cancelled(String experimentId) {
    return event(
        experimentId,
        "withdraws " + experimentId,
        ExperimentCancelled.newBuilder().setReason("changed my mind").build());
  }

  private static ExperimentEvent event(String experimentId, String eventId, Object body) {
    return ExperimentEvent.newBuilder()
        .setMeta(EventMeta.newBuilder().setEventId(eventId).setProducedAt(NOON).build())
        .setExperimentId(experimentId)
        .setBody(body)
        .build();
  }
}
