package io.reflux.evaluator;

import io.reflux.evaluator.scoring.AttackStanding;
import io.reflux.evaluator.scoring.ReportedOutcome;
import io.reflux.evaluator.scoring.SampleOutcomes;
import io.reflux.evaluator.scoring.ScoreMemory;
import io.reflux.evaluator.storage.RememberedStanding;
import io.reflux.schemas.topic.AttackKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The scorekeeper's memory in two stores of one task. The outcomes of a sample are one value under
 * the text of its key, so that those of one attack are a range.
 *
 * <p>A sample's outcomes come one after the other and all change one standing, so both stores write
 * behind Kafka Streams' cache: what changes often between two commits is written once, to the store
 * and to its changelog. What was read or written last is also held as objects; every change goes
 * through to the stores, which remain the truth, since a task begins with a memory of its own.
 */
final class StoredScores implements ScoreMemory {

  static final String OUTCOMES = "outcomes";
  static final String SCORES = "scores";

  private static final StringSerializer PREFIXES = new StringSerializer();
  private static final String SEPARATOR = "|";
  private static final int RECENT_SAMPLES = 256;
  private static final int RECENT_ATTACKS = 64;

  private final KeyValueStore<String, SampleOutcomes> outcomes;
  private final KeyValueStore<String, RememberedStanding> standings;
  private final Map<Sample, SampleOutcomes> recentSamples = new Recent<>(RECENT_SAMPLES);
  private final Map<AttackKey, AttackStanding> recentAttacks = new Recent<>(RECENT_ATTACKS);

  StoredScores(ProcessorContext<?, ?> context) {
    this.outcomes = context.getStateStore(OUTCOMES);
    this.standings = context.getStateStore(SCORES);
  }

  static List<StoreBuilder<?>> builders() {
    return List.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(OUTCOMES), Serdes.String(), StateSerdes.outcomes())
            .withCachingEnabled(),
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(SCORES), Serdes.String(), StateSerdes.standings())
            .withCachingEnabled());
  }

  @Override
  public SampleOutcomes outcomes(AttackKey key, int sample) {
    return recentSamples.computeIfAbsent(new Sample(key, sample), this::stored);
  }

  @Override
  public void put(AttackKey key, int sample, SampleOutcomes changed) {
    Sample place = new Sample(key, sample);
    outcomes.put(place.text(), changed.byTarget().isEmpty() ? null : changed);
    recentSamples.put(place, changed);
  }

  @Override
  public List<ReportedOutcome> ofAttack(AttackKey key) {
    List<ReportedOutcome> found = new ArrayList<>();
    try (KeyValueIterator<String, SampleOutcomes> range =
        outcomes.prefixScan(key.text() + SEPARATOR, PREFIXES)) {
      range.forEachRemaining(entry -> found.addAll(entry.value.byTarget()));
    }
    return found;
  }

  @Override
  public AttackStanding standing(AttackKey key) {
    return recentAttacks.computeIfAbsent(key, this::stored);
  }

  @Override
  public void put(AttackKey key, AttackStanding standing, boolean announced) {
    standings.put(key.text(), new RememberedStanding(standing, announced));
    recentAttacks.put(key, standing);
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

  private SampleOutcomes stored(Sample sample) {
    @Nullable SampleOutcomes found = outcomes.get(sample.text());
    return found == null ? SampleOutcomes.NONE : found;
  }

  private AttackStanding stored(AttackKey key) {
    @Nullable RememberedStanding found = standings.get(key.text());
    return found == null ? AttackStanding.UNKNOWN : found.standing();
  }

  /** Names a sample under an attack. */
  private record Sample(AttackKey attack, int number) {

    String text() {
      return attack.text() + SEPARATOR + number;
    }
  }

  /** The entries that were used last. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;
    private static final float LOAD_FACTOR = 0.75f;

    private final int most;

    Recent(int most) {
      super(most, LOAD_FACTOR, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }
}
