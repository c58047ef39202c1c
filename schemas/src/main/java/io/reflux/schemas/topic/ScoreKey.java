package io.reflux.schemas.topic;

import java.util.List;

/**
 * Names a model under an attack within an experiment: the key of {@link Topics#ROBUSTNESS_SCORES}.
 * Ids are not empty and contain no {@code |}.
 *
 * @param experimentId id of the experiment
 * @param modelId id of the attacked model
 * @param attackId id of the attack
 */
public record ScoreKey(String experimentId, String modelId, String attackId) {

  private static final String FORM = "experimentId|modelId|attackId";

  /** Checks the ids. */
  public ScoreKey {
    KeyText.id("experimentId", experimentId);
    KeyText.id("modelId", modelId);
    KeyText.id("attackId", attackId);
  }

  /**
   * Reads a key as {@link #text()} writes it.
   *
   * @throws IllegalArgumentException if the text is no such key
   */
  public static ScoreKey parse(String text) {
    List<String> parts = KeyText.split(text, FORM);
    return new ScoreKey(parts.get(0), parts.get(1), parts.get(2));
  }

  /** The model under attack, whatever the experiment. */
  public AttackKey attack() {
    return new AttackKey(modelId, attackId);
  }

  /** The record key: {@code experimentId|modelId|attackId}. */
  public String text() {
    return KeyText.join(experimentId, modelId, attackId);
  }
}
