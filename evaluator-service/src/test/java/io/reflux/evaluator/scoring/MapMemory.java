package io.reflux.evaluator.scoring;

import io.reflux.schemas.topic.AttackKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A scorekeeper's memory in maps. */
final class MapMemory implements ScoreMemory {

  private final Map<AttackKey, Map<Integer, SampleOutcomes>> outcomes = new HashMap<>();
  private final Map<AttackKey, AttackStanding> standings = new HashMap<>();
  private final List<AttackKey> unannounced = new ArrayList<>();

  @Override
  public SampleOutcomes outcomes(AttackKey key, int sample) {
    return outcomes.getOrDefault(key, Map.of()).getOrDefault(sample, SampleOutcomes.NONE);
  }

  @Override
  public void put(AttackKey key, int sample, SampleOutcomes changed) {
    outcomes.computeIfAbsent(key, unknown -> new HashMap<>()).put(sample, changed);
  }

  @Override
  public List<ReportedOutcome> ofAttack(AttackKey key) {
    return outcomes.getOrDefault(key, Map.of()).values().stream()
        .flatMap(sample -> sample.byTarget().stream())
        .toList();
  }

  @Override
  public AttackStanding standing(AttackKey key) {
    return standings.getOrDefault(key, AttackStanding.UNKNOWN);
  }

  @Override
  public void put(AttackKey key, AttackStanding standing, boolean announced) {
    standings.put(key, standing);
    unannounced.remove(key);
    if (!announced) {
      unannounced.add(key);
    }
  }

  @Override
  public List<AttackKey> unannounced() {
    return unannounced.stream().sorted(Comparator.comparing(AttackKey::text)).toList();
  }
}
