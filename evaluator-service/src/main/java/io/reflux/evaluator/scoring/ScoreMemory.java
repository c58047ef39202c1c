package io.reflux.evaluator.scoring;

import io.reflux.robustness.evaluation.OutcomeSummary;
import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.OutcomeKey;
import java.util.List;
import java.util.Optional;

/** What the scorekeeper remembers: the outcomes of now, and the standings made of them. */
public interface ScoreMemory {

  /** The outcome of a pair. */
  Optional<ReportedOutcome> outcome(OutcomeKey key);

  /** Replaces the outcome of a pair; empty forgets it. */
  void put(OutcomeKey key, Optional<ReportedOutcome> outcome);

  /** All outcomes of one sample under one attack, in any order. */
  List<OutcomeSummary> ofSample(AttackKey key, int sample);

  /** All outcomes of one attack, in any order. */
  List<ReportedOutcome> ofAttack(AttackKey key);

  /** The standing of a model under an attack; {@link AttackStanding#UNKNOWN} if never told of. */
  AttackStanding standing(AttackKey key);

  /**
   * Replaces a standing.
   *
   * @param announced whether it has been announced as it is now
   */
  void put(AttackKey key, AttackStanding standing, boolean announced);

  /** All standings that have changed since they were announced, in the order of their keys. */
  List<AttackKey> unannounced();
}
