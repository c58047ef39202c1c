package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.OutcomeKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scorekeeper's memory in maps. */
final class MapMemory implements ScoreMemory {

  private final Map<OutcomeKey, ReportedOutcome> outcomes = new HashMap<>();
  private final Map<AttackKey, AttackStanding> standings = new HashMap<>();
  private final List<AttackKey> unannounced = new ArrayList<>();

  @Override
  public Optional<ReportedOutcome> outcome(OutcomeKey key) {
    return Optional.ofNullable(outcomes.get(key));
  }

  @Override
  public void put(OutcomeKey key, Optional<ReportedOutcome> outcome) {
    outcome.ifPresentOrElse(known -> outcomes.put(key, known), () -> outcomes.remove(key));
  }

  @Override
  public List<OutcomeSummary> ofSample(AttackKey key, int sample) {
    return ofAttack(key).stream()
        .map(ReportedOutcome::summary)
        .filter(summary -> summary.sample() == sample)
        .toList();
  }

  @Override
  public List<ReportedOutcome> ofAttack(AttackKey key) {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getKey().attack().equals(key))
        .map(Map.Entry::getValue)
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
