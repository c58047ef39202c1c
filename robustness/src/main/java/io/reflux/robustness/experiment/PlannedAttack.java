package io.reflux.robustness.experiment;

import io.reflux.robustness.attack.spec.AttackSpec;
import io.reflux.robustness.provenance.CanonicalJson;
import io.reflux.robustness.provenance.Identity;
import java.util.Map;
import java.util.TreeMap;

/**
 * An attack and how many samples it is run on, every class but the true one being a target.
 *
 * @param spec what the attack computes
 * @param samples number of correctly classified test images, the first of the test set
 */
public record PlannedAttack(AttackSpec spec, int samples) {

  /** The identity: {@code a-} and 32 hexadecimal characters. */
  public String id() {
    return Identity.ofAttack(canonical());
  }

  /** The specification as canonical JSON, the text whose digest {@link #id()} is. */
  public String canonical() {
    Map<String, Object> canonical = new TreeMap<>(spec.canonical());
    canonical.put("samples", samples);
    canonical.put("targets", "all-others");
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
    parts.remove("targets");
    if (!(parts.remove("samples") instanceof Integer samples)) {
      throw new IllegalArgumentException("an attack must have a number of samples: " + canonical);
    }
    return new PlannedAttack(AttackSpec.parse(parts), samples);
  }
}
