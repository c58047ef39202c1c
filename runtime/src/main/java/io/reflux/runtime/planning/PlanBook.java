package io.reflux.runtime.planning;

import io.reflux.schemas.avro.ExperimentPlan;
import io.reflux.schemas.avro.PlanStatus;
import io.reflux.schemas.registry.SchemaRegistry;
import io.reflux.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The newest plan of every experiment that a planner has heard of. */
public final class PlanBook {

  /** Name of the store. */
  public static final String STORE = "plan-book";

  private final KeyValueStore<String, ExperimentPlan> store;

  /** A book over the store of a running processor. */
  public PlanBook(KeyValueStore<String, ExperimentPlan> store) {
    this.store = store;
  }

  /** Builds the store. */
  public static StoreBuilder<KeyValueStore<String, ExperimentPlan>> storeBuilder(
      SchemaRegistry registry) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(STORE),
        Serdes.String(),
        Topics.EXPERIMENT_PLANS.valueSerde(registry));
  }

  /** Replaces an experiment's plan. */
  public void put(ExperimentPlan plan) {
    store.put(plan.getExperimentId(), plan);
  }

  /** The plan of an experiment. */
  public Optional<ExperimentPlan> find(String experimentId) {
    return Optional.ofNullable(store.get(experimentId));
  }

  /** The plans that are to be carried out, by ascending experiment id. */
  public List<ExperimentPlan> live() {
    List<ExperimentPlan> live = new ArrayList<>();
    try (KeyValueIterator<String, ExperimentPlan> all = store.all()) {
      all.forEachRemaining(
          entry -> {
            if (entry.value.getStatus() == PlanStatus.PLANNED) {
              live.add(entry.value);
            }
          });
    }
    return live;
  }

  /** Whether any live plan has the model. */
  public boolean wants(String modelId) {
    return live().stream()
        .flatMap(plan -> plan.getModels().stream())
        .anyMatch(model -> model.getModelId().equals(modelId));
  }

  /** Whether any live plan has the model face the attack. */
  public boolean wants(String modelId, String attackId) {
    return live().stream()
        .flatMap(plan -> plan.getModels().stream())
        .anyMatch(
            model -> model.getModelId().equals(modelId) && model.getAttackIds().contains(attackId));
  }
}
