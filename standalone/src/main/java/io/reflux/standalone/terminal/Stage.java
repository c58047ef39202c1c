package io.reflux.standalone.terminal;

import java.util.Locale;

/** What an experiment goes through, in this order, though the stages overlap. */
public enum Stage {
  /** Teachers and the baseline learn from hard labels; counted in models. */
  TRAINING,
  /** Students learn from their teachers' soft labels; counted in models. */
  DISTILLATION,
  /** Attacks run on finished models; counted in (sample, target) pairs. */
  ATTACK,
  /** Attacks are scored; counted in models times attacks. */
  EVALUATION;

  /** The name in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
