package io.reflux.evaluator.scoring;

import io.reflux.schemas.topic.AttackKey;
import io.reflux.schemas.topic.OutcomeKey;
import java.util.Optional;

/** Something that the scorekeeper is told of one model under one attack. */
public sealed interface AttackFact {

  /** Tells the scorekeeper. */
  void tell(Scorekeeper keeper);

  /**
   * A pair has an outcome.
   *
   * @param key the pair
   * @param outcome what came out; empty if the outcome is withdrawn
   */
  record OutcomeKnown(OutcomeKey key, Optional<ReportedOutcome> outcome) implements AttackFact {

    /** A score keeps the targets of a sample as one byte each; more classes have no byte. */
    private static final int LARGEST_TARGET = 0xff;

    /** Checks the target, and that the outcome is that of the pair. */
    public OutcomeKnown {
      if (key.target() > LARGEST_TARGET) {
        throw new IllegalArgumentException(
            "target must be in [0, %d], was %d".formatted(LARGEST_TARGET, key.target()));
      }
      outcome.ifPresent(known -> requirePair(key, known));
    }

    @Override
    public void tell(Scorekeeper keeper) {
      keeper.outcome(key, outcome);
    }

    private static void requirePair(OutcomeKey key, ReportedOutcome known) {
      int sample = known.summary().sample();
      int target = known.summary().target();
      if (sample != key.sample() || target != key.target()) {
        throw new IllegalArgumentException(
            "an outcome must be of the pair in its key %s, was of sample %d and target %d"
                .formatted(key.text(), sample, target));
      }
    }
  }

  /**
   * An attack is announced.
   *
   * @param key the model and the attack
   * @param setup what is expected; empty if the announcement is withdrawn
   */
  record SetupKnown(AttackKey key, Optional<AttackSetup> setup) implements AttackFact {

    @Override
    public void tell(Scorekeeper keeper) {
      keeper.setup(key, setup);
    }
  }
}
