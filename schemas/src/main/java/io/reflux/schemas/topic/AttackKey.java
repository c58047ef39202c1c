package io.reflux.schemas.topic;

import java.util.List;

/**
 * Names a model under an attack: the key of {@link Topics#ATTACK_PLANS}, and the part of an {@link
 * OutcomeKey} that decides its partition. Ids are not empty and contain no {@code |}.
 *
 * @param modelId id of the attacked model
 * @param attackId id of the attack
 */
public record AttackKey(String modelId, String attackId) {

  private static final String FORM = "modelId|attackId";

  /** Checks the ids. */
  public AttackKey {
    KeyText.id("modelId", modelId);
    KeyText.id("attackId", attackId);
  }

  /**
   * Reads a key as {@link #text()} writes it.
   *
   * @throws IllegalArgumentException if the text is no such key
   */
  public static AttackKey parse(String text) {
    List<String> parts = KeyText.split(text, FORM);
    return new AttackKey(parts.get(0), parts.get(1));
  }

  /** The record key: {@code modelId|attackId}. */
  public String text() {
    return KeyText.join(modelId, attackId);
  }
}
