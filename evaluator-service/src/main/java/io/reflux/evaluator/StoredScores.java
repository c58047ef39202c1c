package io.reflux.evaluator;

import io.reflux.evaluator.scoring.AttackStanding;
import io.reflux.evaluator.scoring.ReportedOutcome;
import io.reflux.evaluator.scoring.ScoreMemory;
import io.reflux.evaluator.storage.RememberedStanding;
import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.OutcomeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The scorekeeper's memory in two stores of one task. Outcomes are kept under the text of their
 * key, so that those of one attack, and of one sample, are a range.
 */
final class StoredScores implements ScoreMemory {

  static final String OUTCOMES = "outcomes";
  static final String SCORES = "scores";

  private static final StringSerializer PREFIXES = new StringSerializer();
  private static final String SEPARATOR = "|";

  private final KeyValueStore<String, ReportedOutcome> outcomes;
  private final KeyValueStore<String, RememberedStanding> standings;

  StoredScores(ProcessorContext<?, ?> context) {
    this.outcomes = context.getStateStore(OUTCOMES);
    this.standings = context.getStateStore(SCORES);
  }

  static List<StoreBuilder<?>> builders() {
    return List.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(OUTCOMES), Serdes.String(), StateSerdes.outcomes()),
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(SCORES), Serdes.String(), StateSerdes.standings()));
  }

  @Override
  public Optional<ReportedOutcome> outcome(OutcomeKey key) {
    return Optional.ofNullable(outcomes.get(key.text()));
  }

  @Override
  public void put(OutcomeKey key, Optional<ReportedOutcome> outcome) {
    if (outcome.isPresent()) {
      outcomes.put(key.text(), outcome.get());
    } else {
      outcomes.delete(key.text());
    }
  }

  @Override
  public List<OutcomeSummary> ofSample(AttackKey key, int sample) {
    return range(key.text() + SEPARATOR + sample + SEPARATOR).stream()
        .map(ReportedOutcome::summary)
        .toList();
  }

  @Override
  public List<ReportedOutcome> ofAttack(AttackKey key) {
    return range(key.text() + SEPARATOR);
  }

  @Override
  public AttackStanding standing(AttackKey key) {
    return Optional.ofNullable(standings.get(key.text()))
        .map(RememberedStanding::standing)
        .orElse(AttackStanding.UNKNOWN);
  }

  @Override
  public void put(AttackKey key, AttackStanding standing, boolean announced) {
    standings.put(key.text(), new RememberedStanding(standing, announced));
  }

  @Override
  public List<AttackKey> unannounced() {
    List<AttackKey> keys = new ArrayList<>();
    try (KeyValueIterator<String, RememberedStanding> all = standings.all()) {
      all.forEachRemaining(
          entry -> {
            if (!entry.value.announced()) {
              keys.add(AttackKey.parse(entry.key));
            }
          });
    }
    return keys;
  }

  private List<ReportedOutcome> range(String prefix) {
    List<ReportedOutcome> found = new ArrayList<>();
    try (KeyValueIterator<String, ReportedOutcome> range = outcomes.prefixScan(prefix, PREFIXES)) {
      range.forEachRemaining(entry -> found.add(entry.value));
    }
    return found;
  }
}
