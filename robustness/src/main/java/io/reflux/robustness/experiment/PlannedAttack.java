package io.reflux.robustness.experiment;

import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.provenance.CanonicalJson;
import io.reflux.robustness.provenance.Identity;
import io.reflux.robustness.threat.Goal;
import java.util.Map;
import java.util.TreeMap;

/**
 * An attack and how many samples it is run on. Targeted, every class but the true one is a target;
 * untargeted, a sample is attacked once.
 *
 * @param spec what the attack computes
 * @param samples number of correctly classified test images, the first of the test set
 */
public record PlannedAttack(AttackSpec spec, int samples) {

  private static final String ALL_OTHERS = "all-others";
  private static final String UNTARGETED = "untargeted";
  private static final String TARGETS = "targets";

  /** The identity: {@code a-} and 32 hexadecimal characters. */
  public String id() {
    return Identity.ofAttack(canonical());
  }

  /** The rule that chooses the targets of a sample: {@code all-others} or {@code untargeted}. */
  public String targets() {
    return spec.goal() == Goal.TARGETED ? ALL_OTHERS : UNTARGETED;
  }

  /** The specification as canonical JSON, the text whose digest {@link #id()} is. */
  public String canonical() {
    Map<String, Object> canonical = new TreeMap<>(spec.canonical());
    canonical.put("samples", samples);
    canonical.put(TARGETS, targets());
    return CanonicalJson.of(canonical);
  }

  /**
   * Reads a canonical specification back.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  public static PlannedAttack parse(String canonical) {
    Map<String, Object> parts = new TreeMap<>();
    CanonicalJson.parse(canonical)
        .properties()
        .forEach(
            field ->
                parts.put(
                    field.getKey(),
                    field.getValue().isNumber()
                        ? field.getValue().numberValue()
                        : field.getValue().asText()));
    Object targets = parts.remove(TARGETS);
    if (!(parts.remove("samples") instanceof Integer samples)) {
      throw new IllegalArgumentException("an attack must have a number of samples: " + canonical);
    }
    PlannedAttack attack = new PlannedAttack(AttackSpec.parse(parts), samples);
    if (!attack.targets().equals(targets)) {
      throw new IllegalArgumentException(
          "targets of a %s attack must be %s, was '%s'"
              .formatted(attack.spec().goal().label(), attack.targets(), targets));
    }
    return attack;
  }
}
