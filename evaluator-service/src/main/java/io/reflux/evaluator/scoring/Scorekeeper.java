package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.robustness.evaluation.rows.RowTable;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.OutcomeKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Keeps the standing of every model under every attack. A standing that has become complete is
 * announced at once; every other change waits for the next {@link #announce}, so that a burst of
 * outcomes is one announcement.
 *
 * <p>What is still to be announced is part of the memory: after a restart it is not forgotten.
 */
public final class Scorekeeper {

  private static final Comparator<AttackKey> BY_TEXT = Comparator.comparing(AttackKey::text);

  private final ScoreMemory memory;
  private final BiConsumer<AttackKey, ScoreUpdate> announcements;
  private final Set<AttackKey> waiting = new HashSet<>();

  /**
   * A scorekeeper that goes on from what the memory holds.
   *
   * @param announcements takes the standings that changed
   */
  public Scorekeeper(ScoreMemory memory, BiConsumer<AttackKey, ScoreUpdate> announcements) {
    this.memory = memory;
    this.announcements = announcements;
    waiting.addAll(memory.unannounced());
  }

  /**
   * Takes note of an outcome; one that says what is known already changes nothing.
   *
   * @throws IllegalArgumentException if it cannot be true together with what is known; nothing is
   *     changed then
   */
  void outcome(OutcomeKey key, Optional<ReportedOutcome> reported) {
    AttackKey attack = key.attack();
    SampleOutcomes sample = memory.outcomes(attack, key.sample());
    Optional<OutcomeSummary> before = sample.of(key.target()).map(ReportedOutcome::summary);
    Optional<OutcomeSummary> after = reported.map(ReportedOutcome::summary);
    if (before.equals(after)) {
      return;
    }
    AttackStanding standing = memory.standing(attack);
    Instant at = reported.map(ReportedOutcome::reportedAt).orElse(standing.latest());
    SampleOutcomes changed = sample.with(key.target(), reported);
    AttackStanding next =
        standing.replaced(new PairChange(before, after, sample.cell(), changed.cell(), at));
    memory.put(attack, key.sample(), changed);
    update(attack, standing, next);
  }

  /**
   * Takes note of an announced attack; the same announcement again changes nothing.
   *
   * @throws IllegalArgumentException if outcomes are known that cannot be of this attack
   */
  void setup(AttackKey key, Optional<AttackSetup> setup) {
    AttackStanding standing = memory.standing(key);
    boolean repeated =
        setup.isPresent() && standing.setup().filter(setup.get()::sameWork).isPresent();
    if (!repeated && !setup.equals(standing.setup())) {
      update(key, standing, standing.announced(setup));
    }
  }

  /** Announces every standing that changed since the last time, in the order of their keys. */
  public void announce() {
    waiting.stream().sorted(BY_TEXT).toList().forEach(key -> announce(key, memory.standing(key)));
  }

  private void update(AttackKey key, AttackStanding before, AttackStanding after) {
    if (after.complete() && !before.complete()) {
      announce(key, after);
    } else {
      memory.put(key, after, false);
      waiting.add(key);
    }
  }

  private void announce(AttackKey key, AttackStanding standing) {
    announcements.accept(
        key,
        standing
            .setup()
            .filter(setup -> standing.complete())
            .map(setup -> whole(key, standing, setup))
            .orElseGet(() -> running(standing)));
    memory.put(key, standing, true);
    waiting.remove(key);
  }

  private ScoreUpdate whole(AttackKey key, AttackStanding standing, AttackSetup setup) {
    List<ReportedOutcome> outcomes = memory.ofAttack(key);
    Instant asOf =
        Stream.concat(
                Stream.of(setup.plannedAt()), outcomes.stream().map(ReportedOutcome::reportedAt))
            .max(Comparator.naturalOrder())
            .orElse(standing.latest());
    RowTable rows =
        RowTable.of(
            outcomes.stream().map(ReportedOutcome::summary).toList(), setup.attack().norm());
    return new ScoreUpdate(standing, Optional.of(rows), asOf);
  }

  private static ScoreUpdate running(AttackStanding standing) {
    return new ScoreUpdate(standing, Optional.empty(), standing.latest());
  }
}
