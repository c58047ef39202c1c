package io.reflux.robustness.attack.spec;

/** What an attack promises of the samples it finds. */
public enum Promise {
  /** One within the budget, no matter where in it. */
  WITHIN_BUDGET,
  /** One as close to the original as the attack can get; its distance is a measurement. */
  SMALLEST,
  /** Nothing: it does not search, and shows what chance alone does. */
  BASELINE
}
