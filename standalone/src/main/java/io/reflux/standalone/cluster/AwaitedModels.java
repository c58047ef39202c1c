package io.reflux.standalone.cluster;

import io.reflux.pipeline.experiment.DatasetRecords;
import io.reflux.robustness.experiment.ExternalModel;
import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.ExternalModelRegistered;
import io.reflux.schemas.avro.ModelRole;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Models that a plan wants and that nobody has registered yet, for which it waits. */
final class AwaitedModels {

  private final Set<String> registered = new HashSet<>();
  private final Set<String> wanted = new HashSet<>();

  void registered(ExternalModelRegistered model) {
    registered.add(model.getModelId());
  }

  void planned(ExperimentPlan plan) {
    wanted.clear();
    plan.getModels().stream()
        .filter(model -> model.getRole() == ModelRole.EXTERNAL)
        .map(
            model ->
                ExternalModel.parse(model.getSpec(), DatasetRecords.spec(plan.getDataset()))
                    .registeredId())
        .forEach(wanted::add);
  }

  SortedSet<String> missing() {
    SortedSet<String> missing = new TreeSet<>(wanted);
    missing.removeAll(registered);
    return missing;
  }
}
