package io.reflux.schemas.topic;

import java.util.List;

/**
 * Names one batch of a teacher's soft labels: the key of {@link Topics#SOFT_LABELS}. The id is not
 * empty and contains no {@code |}.
 *
 * @param modelId id of the teacher
 * @param batch number of the batch, 0 or more
 */
public record SoftLabelKey(String modelId, int batch) {

  private static final String FORM = "modelId|batch";

  /** Checks the parts. */
  public SoftLabelKey {
    KeyText.id("modelId", modelId);
    KeyText.number("batch", batch);
  }

  /**
   * Reads a key as {@link #text()} writes it.
   *
   * @throws IllegalArgumentException if the text is no such key
   */
  public static SoftLabelKey parse(String text) {
    List<String> parts = KeyText.split(text, FORM);
    return new SoftLabelKey(parts.get(0), KeyText.parseNumber(parts.get(1), text, FORM));
  }

  /** The record key: {@code modelId|batch}, the number in decimal. */
  public String text() {
    return KeyText.join(modelId, batch);
  }
}
