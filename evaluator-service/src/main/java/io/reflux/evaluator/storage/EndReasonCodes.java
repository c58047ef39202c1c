package io.reflux.evaluator.storage;

import io.reflux.robustness.attack.search.EndReason;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One byte for each end reason, whatever order they have in the program. */
final class EndReasonCodes {

  private static final Map<Integer, EndReason> REASONS = reasons();

  private EndReasonCodes() {}

  /** The byte of a reason. */
  static int code(EndReason reason) {
    return switch (reason) {
      case SUCCESS -> 1;
      case BUDGET -> 2;
      case EMPTY_MAP -> 3;
      case ZERO_GRADIENT -> 4;
      case EMPTY_DOMAIN -> 5;
      case NON_FINITE -> 6;
    };
  }

  /**
   * The reason of a byte.
   *
   * @throws IllegalArgumentException if no reason has it
   */
  static EndReason reason(int code) {
    EndReason reason = REASONS.get(code);
    if (reason == null) {
      throw new IllegalArgumentException("no end reason has the code " + code);
    }
    return reason;
  }

  private static Map<Integer, EndReason> reasons() {
    return Arrays.stream(EndReason.values())
        .collect(Collectors.toUnmodifiableMap(EndReasonCodes::code, Function.identity()));
  }
}
