package io.reflux.robustness.attack.search;

/** An attack was cancelled through its {@link AttackProgress}; it has no result. */
public final class AttackCancelledException extends RuntimeException {

  /** Cancelled with that many rows done. */
  public AttackCancelledException(int finished, int total) {
    super("the attack was cancelled with %d of %d rows finished".formatted(finished, total));
  }
}
