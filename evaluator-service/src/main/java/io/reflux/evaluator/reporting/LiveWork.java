package io.reflux.evaluator.reporting;

import io.reflux.schemas.avro.ExperimentPlan;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The plans that are to be carried out, found by the models in them, so that what a fact costs does
 * not depend on how many experiments there are.
 */
final class LiveWork {

  private final Map<String, PlannedWork> byExperiment = new HashMap<>();
  private final Map<String, NavigableMap<String, PlannedWork>> byModel = new HashMap<>();

  /** The live plans among some. */
  LiveWork(Collection<ExperimentPlan> plans) {
    plans.forEach(plan -> put(new PlannedWork(plan)));
  }

  /** Takes the place of the experiment's plan until now. */
  void put(PlannedWork work) {
    String experimentId = work.plan().getExperimentId();
    remove(experimentId);
    if (work.live()) {
      byExperiment.put(experimentId, work);
      work.plan()
          .getModels()
          .forEach(
              model ->
                  byModel
                      .computeIfAbsent(model.getModelId(), unknown -> new TreeMap<>())
                      .put(experimentId, work));
    }
  }

  /** Forgets an experiment; harmless if it is not known. */
  void remove(String experimentId) {
    PlannedWork known = byExperiment.remove(experimentId);
    if (known != null) {
      known.plan().getModels().forEach(model -> remove(model.getModelId(), experimentId));
    }
  }

  /** The live plans with a model, by ascending experiment id. */
  List<PlannedWork> with(String modelId) {
    NavigableMap<String, PlannedWork> found = byModel.get(modelId);
    return found == null ? List.of() : List.copyOf(found.values());
  }

  private void remove(String modelId, String experimentId) {
    NavigableMap<String, PlannedWork> plans = byModel.get(modelId);
    if (plans != null) {
      plans.remove(experimentId);
      if (plans.isEmpty()) {
        byModel.remove(modelId);
      }
    }
  }
}
