package io.reflux.schemas.topic;

import java.util.List;

/**
 * Names one (sample, target) pair of an attack: the key of {@link Topics#ATTACK_OUTCOMES}. Ids are
 * not empty and contain no {@code |}.
 *
 * @param modelId id of the attacked model
 * @param attackId id of the attack
 * @param sample index in the test set, 0 or more
 * @param target class that the attack steers to, 0 or more
 */
public record OutcomeKey(String modelId, String attackId, int sample, int target) {

  private static final String FORM = "modelId|attackId|sample|target";

  /** Checks the parts. */
  public OutcomeKey {
    KeyText.id("modelId", modelId);
    KeyText.id("attackId", attackId);
    KeyText.number("sample", sample);
    KeyText.number("target", target);
  }

  /**
   * Reads a key as {@link #text()} writes it.
   *
   * @throws IllegalArgumentException if the text is no such key
   */
  public static OutcomeKey parse(String text) {
    List<String> parts = KeyText.split(text, FORM);
    return new OutcomeKey(
        parts.get(0),
        parts.get(1),
        KeyText.parseNumber(parts.get(2), text, FORM),
        KeyText.parseNumber(parts.get(3), text, FORM));
  }

  /** The model under attack that the pair belongs to. */
  public AttackKey attack() {
    return new AttackKey(modelId, attackId);
  }

  /** The record key: {@code modelId|attackId|sample|target}, numbers in decimal. */
  public String text() {
    return KeyText.join(modelId, attackId, sample, target);
  }
}
