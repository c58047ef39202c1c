package io.reflux.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflux.robustness.data.DatasetSpec;
import io.reflux.robustness.experiment.ExternalModel;
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.DatasetRef;
import io.reflux.schemas.avro.EventMeta;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ExternalModelRegistered;
import io.reflux.schemas.avro.ModelRole;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.avro.PlannedModel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AwaitedModelsTest {

  private static final String ID = "m-" + "0123456789abcdef".repeat(2);
  private static final EventMeta META =
      EventMeta.newBuilder().setEventId("1").setProducedAt(Instant.EPOCH).build();

  private final AwaitedModels awaited = new AwaitedModels();

  @Test
  void a_planned_model_is_missing_until_it_is_registered() {
    awaited.planned(plan());
    assertThat(awaited.missing()).containsExactly(ID);

    awaited.registered(registered());

    assertThat(awaited.missing()).isEmpty();
  }

  @Test
  void a_model_that_was_registered_before_is_not_missing() {
    awaited.registered(registered());
    awaited.planned(plan());

    assertThat(awaited.missing()).isEmpty();
  }

  private static ExperimentPlan plan() {
    ExternalModel model = new ExternalModel(ID, DatasetSpec.of("mnist"));
    DatasetSpec dataset = model.dataset();
    return ExperimentPlan.newBuilder()
        .setMeta(META)
        .setExperimentId("e-1")
        .setStatus(PlanStatus.PLANNED)
        .setDataset(new DatasetRef(dataset.name(), dataset.resolvedDigest().orElseThrow(), 0, 0))
        .setModels(
            List.of(
                PlannedModel.newBuilder()
                    .setModelId(model.id())
                    .setRole(ModelRole.EXTERNAL)
                    .setSpec(model.canonical())
                    .build()))
        .build();
  }

  private static ExternalModelRegistered registered() {
    return ExternalModelRegistered.newBuilder()
        .setMeta(META)
        .setModelId(ID)
        .setWeights(new ArtifactRef("file:/x", "0".repeat(64), 1L))
        .setArchitecture("{}")
        .setFeatures(784)
        .setClasses(10)
        .build();
  }
}
