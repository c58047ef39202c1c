package io.reflux.runtime.planning;

import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import java.time.Instant;
import java.util.List;

/** Plans that the tests tell of. */
final class Plans {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final String MODEL = "m-1";
  static final String ATTACK = "a-1";

  private Plans() {}

  /** A plan of one attacked model, written at noon. */
  static ExperimentPlan of(String experimentId, PlanStatus status) {
    return ExperimentPlan.newBuilder()
        .setMeta(EventMeta.newBuilder().setEventId("x").setProducedAt(NOON).build())
        .setExperimentId(experimentId)
        .setStatus(status)
        .setModels(
            List.of(
                PlannedModel.newBuilder()
                    .setModelId(MODEL)
                    .setRole(ModelRole.BASELINE)
                    .setSpec("{}")
                    .setAttackIds(List.of(ATTACK))
                    .build()))
        .build();
  }
}
