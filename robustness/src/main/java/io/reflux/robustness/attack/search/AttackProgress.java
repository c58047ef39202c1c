package io.reflux.robustness.attack.search;

/**
 * How a running attack talks to whoever started it. Called from the thread that runs the attack.
 */
public interface AttackProgress {

  /**
   * Called after each iteration.
   *
   * @param finished rows whose search has ended, never falling; a search that knows how far it is
   *     also counts what it has done of the others
   * @param total all rows
   */
  void rowsFinished(int finished, int total);

  /**
   * Asked before each iteration; once true, the attack ends with {@link AttackCancelledException}.
   */
  boolean cancelled();

  /** Nobody listens and nobody cancels. */
  static AttackProgress none() {
    return new AttackProgress() {
      @Override
      public void rowsFinished(int finished, int total) {}

      @Override
      public boolean cancelled() {
        return false;
      }
    };
  }
}
