package io.reflux.pipeline.experiment;

import io.reflux.robustness.attack.spec.AttackMode;
import io.reflux.runtime.config.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Attack modes by the names that people type. */
public final class AttackModes {

  private AttackModes() {}

  /** The names of all modes. */
  public static List<String> labels() {
    return Arrays.stream(AttackMode.values()).map(AttackMode::label).toList();
  }

  /**
   * The mode of a name.
   *
   * @throws IllegalArgumentException if there is none; the message tells the one that was probably
   *     meant, or all
   */
  public static AttackMode named(String label) {
    Optional<String> meant = Spelling.closest(label, labels());
    if (meant.isPresent() && !meant.get().equals(label)) {
      throw new IllegalArgumentException(
          "unknown attack mode '%s'; did you mean '%s'?".formatted(label, meant.get()));
    }
    return AttackMode.parse(label);
  }
}
