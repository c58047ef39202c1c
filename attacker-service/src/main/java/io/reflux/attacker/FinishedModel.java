package io.reflux.attacker;

import io.reflux.robustness.evaluation.quality.SampleBitmap;
import io.reflux.schemas.avro.ArtifactRef;
import io.reflux.schemas.avro.ModelQuality;
import io.reflux.schemas.avro.StudentCheckpoint;
import io.reflux.schemas.avro.TeacherCheckpoint;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A model that can be attacked, whatever it was trained on.
 *
 * @param modelId its id
 * @param temperature that it was trained at
 * @param features of one image
 * @param classes that it tells apart
 * @param weights where they are
 * @param correct the test samples that it classifies correctly
 */
record FinishedModel(
    String modelId,
    double temperature,
    int features,
    int classes,
    ArtifactRef weights,
    SampleBitmap correct) {

  /**
   * What a final checkpoint tells of.
   *
   * @throws IllegalArgumentException if it does not tell which samples are classified correctly
   */
  static FinishedModel of(TeacherCheckpoint checkpoint) {
    return new FinishedModel(
        checkpoint.getModelId(),
        checkpoint.getTemperature(),
        checkpoint.getFeatures(),
        checkpoint.getClasses(),
        checkpoint.getWeights(),
        correct(checkpoint.getModelId(), checkpoint.getQuality()));
  }

  /**
   * What a final checkpoint tells of.
   *
   * @throws IllegalArgumentException if it does not tell which samples are classified correctly
   */
  static FinishedModel of(StudentCheckpoint checkpoint) {
    return new FinishedModel(
        checkpoint.getModelId(),
        checkpoint.getTemperature(),
        checkpoint.getFeatures(),
        checkpoint.getClasses(),
        checkpoint.getWeights(),
        correct(checkpoint.getModelId(), checkpoint.getQuality()));
  }

  private static SampleBitmap correct(String modelId, Optional<ModelQuality> measured) {
    ModelQuality quality =
        measured.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the final checkpoint of %s must have its quality".formatted(modelId)));
    ByteBuffer bitmap = quality.getCorrectTestSamples().duplicate();
    byte[] bytes = new byte[bitmap.remaining()];
    bitmap.get(bytes);
    return SampleBitmap.of(bytes, quality.getTestSamples());
  }
}
