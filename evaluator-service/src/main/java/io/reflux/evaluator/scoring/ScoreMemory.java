package io.reflux.evaluator.scoring;

import io.reflux.schemas.topic.AttackKey;
import java.util.List;

/** What the scorekeeper remembers: the outcomes of now, and the standings made of them. */
public interface ScoreMemory {

  /** The outcomes of one sample under one attack. */
  SampleOutcomes outcomes(AttackKey key, int sample);

  /** Replaces the outcomes of one sample under one attack; {@link SampleOutcomes#NONE} forgets. */
  void put(AttackKey key, int sample, SampleOutcomes outcomes);

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
